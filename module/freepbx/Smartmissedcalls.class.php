<?php
// Smart Missed Calls: the part of it that FreePBX knows. It hands everything on to the small classes in lib/.
namespace FreePBX\modules;

require_once __DIR__ . '/lib/autoload.php';

use FreePBX\modules\Smartmissedcalls\Browser;
use FreePBX\modules\Smartmissedcalls\OpenDoor;
use FreePBX\modules\Smartmissedcalls\Pages;
use FreePBX\modules\Smartmissedcalls\Parts;
use FreePBX\modules\Smartmissedcalls\UsermanForm;

class Smartmissedcalls extends \FreePBX_Helpers implements \BMO {
	/** @var \FreePBX */
	public $FreePBX;
	private $parts;
	private $pages;

	public function __construct($freepbx = null) {
		$this->FreePBX = $freepbx;
	}

	/** Everything this module is made of, made when first asked for. */
	public function parts() {
		if ($this->parts === null) {
			$this->parts = new Parts($this->FreePBX, $this, __DIR__);
		}
		return $this->parts;
	}

	// Installing. The work stands in install.php and uninstall.php.

	public function install() {
	}

	public function uninstall() {
	}

	public function enable() {
		return $this->parts()->life()->start();
	}

	public function disable() {
		return $this->parts()->life()->stop();
	}

	// The PBX starts, stops, reloads.

	public function startFreepbx($output = null) {
		$said = $this->parts()->life()->start();
		if (is_object($output)) {
			$output->writeln($said === null ? _('Smart Missed Calls is not set up: run "fwconsole smartmissedcalls setup".')
				: ($said === false ? '<error>' . _('Smart Missed Calls did not start: see its log.') . '</error>'
				: sprintf(_('Smart Missed Calls runs (process %s).'), $said)));
		}
		return $said;
	}

	public function stopFreepbx($output = null) {
		return $this->parts()->life()->stop();
	}

	/** `fwconsole chown` opens everything below the PBX's folders to all: ours are closed again. */
	public function chownFreepbx() {
		return $this->parts()->life()->ownership();
	}

	public function postReload() {
		$this->parts()->life()->writeDirectory();
	}

	public function dashboardService() {
		return $this->parts()->life()->dashboard();
	}

	// The page.

	public static function myConfigPageInits() {
		return array();
	}

	/** Before FreePBX has written anything: forms and answers that are no page of FreePBX end here. */
	public function doConfigPageInit($page) {
		if ($page === 'smartmissedcalls') {
			$this->pages()->beforePage();
		}
	}

	public function showPage() {
		return $this->pages()->page();
	}

	public function getActionBar($request) {
		return isset($request['display']) && $request['display'] === 'smartmissedcalls' ? $this->pages()->actionBar() : array();
	}

	public function getRightNav($request) {
		return isset($request['display']) && $request['display'] === 'smartmissedcalls' ? $this->pages()->navigation() : '';
	}

	public function search($query, &$results) {
		$this->pages()->search($query, $results);
	}

	// AJAX. FreePBX asks this before it knows who asks: it only names what there is.

	public function ajaxRequest($command, &$setting) {
		if ($command === OpenDoor::COMMAND) {
			// Its link is the proof, which the daemon judges: mail programs have no login, and come from elsewhere.
			$setting['authenticate'] = false;
			$setting['allowremote'] = true;
			return true;
		}
		if ($command !== 'page') {
			// What fails is told on the next page, by the session.
			$setting['changesession'] = true;
		}
		return in_array($command, Pages::commands(), true);
	}

	public function ajaxCustomHandler() {
		$command = isset($_REQUEST['command']) ? $_REQUEST['command'] : '';
		return $command === OpenDoor::COMMAND ? $this->openDoor() : $this->pages()->ajax($command);
	}

	private function openDoor() {
		$browser = new Browser();
		$browser->closeSession();
		$door = new OpenDoor($this->parts()->client());
		$browser->send($door->answer($browser->request()));
		return true;
	}

	/** Everything is answered above. */
	public function ajaxHandler() {
		return false;
	}

	private function pages() {
		if ($this->pages === null) {
			$this->pages = $this->parts()->pages();
		}
		return $this->pages;
	}

	// User Manager.

	public function usermanShowPage() {
		return UsermanForm::tab($this->parts(), $_REQUEST);
	}

	public function usermanAddGroup($id, $display, $data) {
		$this->usermanUpdateGroup($id, $display, $data);
	}

	public function usermanUpdateGroup($id, $display, $data) {
		UsermanForm::saveGroup($this->parts(), $id, $display, $_POST);
	}

	public function usermanDelGroup($id, $display, $data) {
		$this->parts()->life()->writeDirectory();
	}

	public function usermanAddUser($id, $display, $data) {
		$this->usermanUpdateUser($id, $display, $data);
	}

	public function usermanUpdateUser($id, $display, $data) {
		UsermanForm::saveUser($this->parts(), $id, $display, $_POST);
	}

	public function usermanDelUser($id, $display, $data) {
		$this->parts()->life()->writeDirectory();
	}

	// The User Control Panel.

	public function ucpConfigPage($mode, $user, $action) {
		return UsermanForm::ucpTab($this->parts(), $mode, $user, $action);
	}

	public function ucpAddUser($id, $display, $ucpStatus, $data) {
		$this->ucpUpdateUser($id, $display, $ucpStatus, $data);
	}

	public function ucpUpdateUser($id, $display, $ucpStatus, $data) {
		UsermanForm::saveUcp($this->parts(), 'user', $id, $display, $_POST);
	}

	public function ucpDelUser($id, $display, $ucpStatus, $data) {
	}

	public function ucpAddGroup($id, $display, $data) {
		$this->ucpUpdateGroup($id, $display, $data);
	}

	public function ucpUpdateGroup($id, $display, $data) {
		UsermanForm::saveUcp($this->parts(), 'group', $id, $display, $_POST);
	}

	public function ucpDelGroup($id, $display, $data) {
	}
}
