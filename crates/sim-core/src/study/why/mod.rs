//! What moved the answer: shares of levers, assumptions and decisions apart, the way through the model.
