<?php
namespace FreePBX\modules\Smartmissedcalls;

/** What FreePBX shows around a page of ours: its frame, its bar with the button that saves, its list at the right. */
class Around {
	const FORM = 'smc-settings-form';

	public static function frame($html) {
		$host = self::hasForm($html) ? 'smc-host smc-has-bar' : 'smc-host';
		return '<div class="container-fluid"><div class="row"><div class="col-sm-12"><div class="fpbx-container"><div class="display full-border ' . $host . '">'
			. $html . '</div></div></div></div></div>';
	}

	/** The buttons of FreePBX's bar, in place of the form's own. */
	public static function bar($html) {
		return self::hasForm($html)
			? array('submit' => array('name' => 'submit', 'id' => 'smc-save', 'form' => self::FORM, 'value' => Words::html(_('Save'))))
			: array();
	}

	/** The pages somebody with these permissions may open; $get is the address of the one that is shown. */
	public static function navigation(array $permissions, array $get) {
		$pages = array(array('/', '', _('Open')), array('/', 'cleared', _('Cleared')), array('/insight', '', _('Insight')));
		if (in_array('settings', $permissions, true)) {
			$pages[] = array('/settings', '', _('Settings'));
		}
		$pages[] = array('/findings', '', _('Health'));
		$path = isset($get['smc']) && is_string($get['smc']) ? $get['smc'] : '/';
		$shown = isset($get['view']) && is_string($get['view']) ? $get['view'] : '';
		$html = '';
		foreach ($pages as $page) {
			list($to, $view, $text) = $page;
			$isHere = $to === '/' ? $path === '/' && ($view === 'cleared') === ($shown === 'cleared') : strpos($path . '/', $to . '/') === 0;
			$address = 'config.php?' . http_build_query(array('display' => 'smartmissedcalls', 'smc' => $to) + ($view === '' ? array() : array('view' => $view)), '', '&');
			$html .= '<a class="list-group-item list-group-item-action' . ($isHere ? ' active" aria-current="page' : '') . '" href="' . Words::html($address) . '">'
				. Words::html($text) . '</a>';
		}
		return '<div class="list-group">' . $html . '</div>';
	}

	private static function hasForm($html) {
		return strpos($html, 'id="' . self::FORM . '"') !== false;
	}
}
