<?php
namespace FreePBX\Console\Command;

use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** `fwconsole smartmissedcalls …`: FreePBX loads this file at every fwconsole command, so nothing happens here until it runs. */
class Smartmissedcalls extends Command {
	protected function configure() {
		$this->setName('smartmissedcalls')
			->setDescription(_('Smart Missed Calls: the callers whom nobody served'))
			->setDefinition(array(new InputArgument('arguments', InputArgument::IS_ARRAY, _('What to do'))))
			->setHelp(implode("\n", array(
				'status    ' . _('whether it runs, and what is missing'),
				'setup     ' . _('make the database and its accounts, and start; as root'),
				'doctor    ' . _('look for everything that could make the list wrong'),
				'explain   ' . _('LINKEDID: why a call is on the list, or is not'),
				'capture   ' . _('LINKEDID FOLDER: write the rows of a call, numbers masked'),
				'survey    ' . _('count what came of all past calls, month by month'),
				'backfill  ' . _('--since DAY: judge past calls'),
				'forget    ' . _('NUMBER: erase a caller'),
				'export    ' . _('FILE: write the whole list'),
				'import    ' . _('FILE: read it into an empty list'),
				'restore   ' . _('FILE: take it in the place of the list that is here; as root'),
				'settings  ' . _('get, set and history'),
				'notify    ' . _('test, journal, resend, subscribe and secret'),
				'purge     ' . _('drop the list, its database and its accounts'),
				'help      ' . _('COMMAND: all its options'),
			)));
		// Options after the first word are the program's own.
		$this->ignoreValidationErrors();
	}

	protected function execute(InputInterface $input, OutputInterface $output) {
		$words = isset($_SERVER['argv']) && is_array($_SERVER['argv']) ? $_SERVER['argv'] : array();
		$at = array_search('smartmissedcalls', $words, true);
		$arguments = $at === false ? array() : array_slice($words, $at + 1);
		// The module first: loading it makes our other classes known.
		$parts = \FreePBX::create()->Smartmissedcalls->parts();
		$terminal = new \FreePBX\modules\Smartmissedcalls\Terminal($parts, $output);
		return $terminal->run($arguments);
	}
}
