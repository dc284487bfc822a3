"""Converts MediaPipe's face detector, face mesh with attention and selfie matte from TFLite to ONNX."""
