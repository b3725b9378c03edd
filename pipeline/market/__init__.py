"""Figures about a market (role × place), each with its receipt."""
