/* On our pages inside FreePBX. ES5, as FreePBX's own. */
(function () {
	"use strict";
	/* What takes long is sent once, and its button says how long it takes. */
	document.addEventListener("submit", function (event) {
		var text = event.target.getAttribute("data-smc-busy");
		var button = text === null ? null : event.target.querySelector("button");
		if (button === null) {
			return;
		}
		button.disabled = true;
		button.textContent = " " + text;
		button.insertAdjacentHTML("afterbegin", "<i class='fa fa-spinner fa-spin' aria-hidden='true'></i>");
	});
	/* Back on a page the browser kept as it was. */
	window.addEventListener("pageshow", function (event) {
		if (event.persisted && document.querySelector("[data-smc-busy] button[disabled]") !== null) {
			window.location.reload();
		}
	});
	/* FreePBX's bar would send the form past its checks and past who waits for its sending: the form's own button is pressed instead. */
	document.addEventListener("click", function (event) {
		var own = event.target.id === "smc-save" ? document.querySelector(".fpbx-submit [type=submit]") : null;
		if (own !== null) {
			event.preventDefault();
			event.stopPropagation();
			own.click();
		}
	}, true);
})();
