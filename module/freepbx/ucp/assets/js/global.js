/* Our widgets in the User Control Panel. ES5: UCP's bundler reads nothing newer. */
var SmartmissedcallsC = UCPMC.extend({
	init: function () {
		this.timer = null;
	},
	/* Every five seconds: each third time the side bar's icon learns how many wait, unless a list on the page tells it. */
	poll: function () {
		var self = this;
		var icons = $("li.custom-widget[data-widget_rawname='smartmissedcalls'] > a");
		this.polls = (this.polls || 0) + 1;
		if (icons.length === 0 || document.hidden || this.polls % 3 !== 1 || $(".smc-ucp:visible").length > 0) {
			return;
		}
		$.ajax({ url: self.settings().home + "&part=live", dataType: "html", cache: false }).done(function (text) {
			self.badge(self.countIn(text));
		});
	},
	countIn: function (text) {
		var holder = document.createElement("div");
		holder.innerHTML = text;
		return $(holder).find(".smc-tab-count").first().text();
	},
	badge: function (count) {
		$("li.custom-widget[data-widget_rawname='smartmissedcalls'] > a").each(function () {
			var icon = $(this);
			if (icon.find(".smc-ucp-badge").length === 0) {
				icon.css({ position: "relative", display: "block" }).append($("<span class='badge smc-ucp-badge'></span>").css({ position: "absolute", top: "1px", right: "1px", fontSize: "9px" }));
			}
			icon.find(".smc-ucp-badge").text(count === "0" ? "" : count);
		});
	},
	settings: function () {
		return this.staticsettings || {};
	},
	displayWidget: function (widgetId) {
		this.show($(".grid-stack-item[data-id='" + widgetId + "'] .smc-ucp"));
	},
	displaySimpleWidget: function (widgetId) {
		this.show($(".widget-extra-menu[data-id='" + widgetId + "'] .smc-ucp, #menu_" + widgetId + " .smc-ucp, .smc-ucp-count"));
	},
	resize: function () {
		this.fit();
	},
	deleteWidget: function () {},
	showDashboard: function () {
		var self = this;
		$(".smc-ucp").each(function () {
			self.show($(this));
		});
	},
	/* Fills a place and keeps it fresh. */
	show: function (place) {
		var self = this;
		if (place.length === 0) {
			return;
		}
		place.off(".smc");
		place.on("click.smc", "a", function (event) {
			var address = $(this).attr("href") || "";
			if (self.isOurs(address)) {
				event.preventDefault();
				self.load(place, address);
			}
		});
		place.on("click.smc", "button, input[type=submit]", function () {
			$(this).closest("form").data("smc-by", this);
		});
		place.on("change.smc", ".smc-pick input", function () {
			self.pick(place);
		});
		place.on("submit.smc", "form", function (event) {
			event.preventDefault();
			self.send(place, $(this));
		});
		self.load(place, self.settings().home);
		if (self.timer === null) {
			self.timer = window.setInterval(function () {
				self.refresh();
			}, (self.settings().everySeconds || 15) * 1000);
		}
	},
	isOurs: function (address) {
		return address.indexOf("ajax.php?module=smartmissedcalls&") === 0;
	},
	refresh: function () {
		var self = this;
		if (document.hidden) {
			return;
		}
		$(".smc-ucp").each(function () {
			var place = $(this);
			/* Whoever types, has opened a menu or picked entries is not disturbed. */
			var busy = place.find(":focus").filter("input, textarea, select").length + place.find("details.smc-menu[open], .smc-pick input:checked").length;
			if (busy === 0 && place.is(":visible")) {
				self.load(place, place.data("smc-address") || self.settings().home);
			}
		});
	},
	load: function (place, address) {
		var self = this;
		place.data("smc-address", address);
		$.ajax({ url: address, dataType: "html", cache: false }).done(function (text) {
			if (place.data("smc-address") === address) {
				self.fill(place, text);
			}
		}).fail(function () {
			place.addClass("smc-lost").attr("title", self.settings().lost);
		});
	},
	/* What is done to many at once is shown while some are picked. */
	pick: function (place) {
		place.find(".smc-many").toggle(place.find(".smc-pick input:checked").length > 0);
	},
	/* A widget is narrower than its window: our pages' narrow form is switched on by hand, since styles only know the window. */
	fit: function () {
		var place = $(".smc-ucp:visible").not(".smc-ucp-count").first();
		var narrow = "(max-width: 60rem)";
		var wanted = place.length > 0 && place.width() < 960 ? "all" : narrow;
		$.each(document.styleSheets, function (_, sheet) {
			/* The narrow form of what opens covers the window's lower edge: not here. */
			if (!/\/smartmissedcalls\//i.test(sheet.href || "") || /\/act\.css/.test(sheet.href)) {
				return;
			}
			$.each(sheet.cssRules, function (__, rule) {
				if (rule.media && (rule.smcFits || rule.media.mediaText === narrow)) {
					rule.smcFits = true;
					rule.media.mediaText = wanted;
				}
			});
		});
	},
	/* Scripts in it are not run: the page's own works on a page of its own. */
	fill: function (place, text) {
		var self = this;
		var count = this.countIn(text);
		place.removeClass("smc-lost").removeAttr("title");
		if (place.hasClass("smc-ucp-count")) {
			place.text(count === "" ? "0" : count);
		} else {
			place[0].innerHTML = text;
			place.find("link").on("load", function () {
				self.fit();
			});
			self.fit();
			self.pick(place);
		}
		this.badge(count);
	},
	send: function (place, form) {
		var self = this;
		var by = form.data("smc-by");
		/* A button may have an address of its own: a menu is one form. */
		var address = (by && by.getAttribute("formaction")) || form.attr("action") || "";
		var fields = form.serializeArray();
		if (by && by.name) {
			fields.push({ name: by.name, value: by.value });
		}
		form.removeData("smc-by");
		if (!self.isOurs(address)) {
			return;
		}
		if ((form.attr("method") || "get").toLowerCase() === "get") {
			self.load(place, address.split("?")[0] + "?" + $.param(fields));
			return;
		}
		if (form.find("[name=token]").length === 0) {
			fields.push({ name: "token", value: place.find("[data-token]").attr("data-token") || "" });
		}
		$.ajax({ url: address, type: "POST", data: $.param(fields), headers: { Accept: "application/json" }, dataType: "json" }).done(function (answer) {
			self.tell(place, answer && answer.text);
		}).fail(function (request) {
			var answer = request.responseJSON || {};
			self.tell(place, answer.text || self.settings().lost);
		});
	},
	/* What happened, and the list as it is now. */
	tell: function (place, text) {
		if (text) {
			place.prepend($("<p class='alert alert-info' role='status'></p>").text(text));
		}
		var self = this;
		window.setTimeout(function () {
			self.load(place, place.data("smc-address") || self.settings().home);
		}, 1500);
	}
});
