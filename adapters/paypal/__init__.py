"""PayPal's notices of payments: verified to be PayPal's, then handed to the desk."""
