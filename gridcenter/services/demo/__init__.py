"""The synthetic demo district: streets, people, units and half a year of incidents, the same for the same seed."""
