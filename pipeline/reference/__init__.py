"""What is known before the first posting: places, roles, skills, organizations, pay constants."""
