"""Makes the demo's driving clip: a public-domain portrait, a scripted motion and a synthetic voice."""
