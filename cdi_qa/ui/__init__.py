"""The chat page: input, drawing, nothing else. What is answered is the assistant's business."""
