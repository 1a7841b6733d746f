"""Pages of county and city (页面): their charts and tables, and the page itself."""
