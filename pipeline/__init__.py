"""From RawPosting to Vacancy to market figures: the rules, and the services that apply them."""
