<?php
namespace FreePBX\modules\Smartmissedcalls;

/** Installing, upgrading, uninstalling. Everything here may run twice. */
class Installation {
	/** False when this machine lacks what nothing works without. */
	public static function install(Parts $parts) {
		$fault = NodeProgram::fault($parts->node());
		if ($fault !== null) {
			out($fault);
			return false;
		}
		$setup = $parts->setup();
		try {
			$setup->prepare();
		} catch (\RuntimeException $failure) {
			out($failure->getMessage());
			return false;
		}
		self::linkAssets($parts);
		self::watch();
		$isUp = $setup->isDone() ? self::upgrade($parts, $setup) : self::setUp($parts, $setup);
		self::showWidgets($parts);
		return $isUp;
	}

	public static function uninstall(Parts $parts) {
		$parts->life()->stop();
		$parts->life()->remove();
		try {
			\FreePBX::Job()->removeAllByModule('smartmissedcalls');
		} catch (\Exception $gone) {
			out(_('The watching job was gone already.'));
		}
		if (is_file($parts->paths()->config())) {
			out(sprintf(_('The list is kept in %s and its database, and is back when the module is installed again. To drop it: install it again and run fwconsole smartmissedcalls purge'), $parts->paths()->state()));
		}
		return true;
	}

	/** Stop, migrate, start. When the tables cannot be brought up to date the daemon that ran goes on with them as they were. */
	private static function upgrade(Parts $parts, Setup $setup) {
		$life = $parts->life();
		if ($setup->lacksRights() && !self::giveRights($parts, $setup)) {
			// The version that ran goes on until somebody sets up: the new one could not write into its tables.
			$setup->askAgain();
			out(_('This version brings new tables, and its account needs rights on them. Open Reports, Smart Missed Calls, or run as root: fwconsole smartmissedcalls setup'));
			return true;
		}
		try {
			out($setup->migrate());
		} catch (\RuntimeException $failure) {
			out(sprintf(_('The tables could not be brought up to date, and the version that ran goes on: %s'), $failure->getMessage()));
			return false;
		}
		out(_('This takes up to half a minute.'));
		self::say($life->restart());
		return true;
	}

	private static function giveRights(Parts $parts, Setup $setup) {
		if (!$parts->isRoot()) {
			return false;
		}
		try {
			$setup->asRoot();
		} catch (\RuntimeException $failure) {
			out($failure->getMessage());
			return false;
		}
		return true;
	}

	/** As root everything is done at once; the web user is told the one step that is left. */
	private static function setUp(Parts $parts, Setup $setup) {
		if (!$parts->isRoot()) {
			out(_('One step is left: open Reports, Smart Missed Calls, or run as root: fwconsole smartmissedcalls setup'));
			return true;
		}
		try {
			$setup->asRoot();
		} catch (\RuntimeException $failure) {
			out($failure->getMessage());
			out(_('The module is installed. When that is mended: fwconsole smartmissedcalls setup'));
			return true;
		}
		out(_('This takes up to half a minute.'));
		self::say($parts->life()->start());
		return true;
	}

	private static function say($pid) {
		out($pid ? sprintf(_('Smart Missed Calls runs (process %s).'), $pid) : _('Smart Missed Calls did not start: see its log.'));
	}

	/** FreePBX links assets at Apply Config only; until then the pages would have no style. */
	private static function linkAssets(Parts $parts) {
		$root = $parts->setting('AMPWEBROOT');
		$folder = $root . '/admin/assets';
		$link = $folder . '/smartmissedcalls';
		if ($root !== '' && is_dir($folder) && !file_exists($link) && !is_link($link)) {
			@symlink($parts->paths()->module() . '/assets', $link);
		}
	}

	private static function watch() {
		try {
			\FreePBX::Job()->addClass('smartmissedcalls', 'watch', 'FreePBX\modules\Smartmissedcalls\Job', '*/5 * * * *', 240);
		} catch (\Exception $old) {
			out(_('This FreePBX has no jobs: the daemon is not watched over.'));
		}
	}

	private static function showWidgets(Parts $parts) {
		$ucp = $parts->module('Ucp');
		if ($ucp === null || !method_exists($ucp, 'generateUCP')) {
			return;
		}
		try {
			$ucp->generateUCP(true);
		} catch (\Exception $failure) {
			out(_('The widgets appear after Apply Config.'));
		}
	}
}
