//! Rows without a screen: columns, order, window, selection. Knows nothing of OpenAI.
