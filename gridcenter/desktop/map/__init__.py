"""The embedded grid map: a folium page served once, kept current through a typed channel."""
