// On a phone the ways stand on one line that scrolls: bring the one that is being read into sight.
document.querySelector(".ways [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
