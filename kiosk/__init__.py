"""Lotline: a shop-floor kiosk that records every lot and serial number at every movement."""
