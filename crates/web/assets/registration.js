// Registering by keyboard alone: the channel has the focus at once, and a form that came back shows first what is wrong.
const wrong = document.querySelector(".form-wrong");
const first = document.querySelector("[name=channel]");
(wrong ?? first)?.focus();
