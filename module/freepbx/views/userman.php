<?php
use FreePBX\modules\Smartmissedcalls\Words;

$labels = array(
	'view' => array(_('May see the list'), _('Callers whom nobody served, as far as the lists below reach. Without this nothing else holds.')),
	'work' => array(_('May claim and resolve'), _('Claim an entry, call back, write a note, put it off, and mark it as done.')),
	'reopen' => array(_('May reopen'), _('Open an entry again that was cleared.')),
	'numbers' => array(_('Sees numbers in full'), _('Without this the last digits of callers are hidden.')),
	'export' => array(_('May export'), _('Take the list away as a file.')),
	'settings' => array(_('May change settings'), _('Change what counts as missed, and who is told.')),
	'all' => array(_('Sees the whole list'), _('Every missed call of this PBX. The lists below then do not matter.')),
);
$scopes = array(
	'dids' => _('Inbound numbers'),
	'queues' => _('Queues'),
	'ringgroups' => _('Ring groups'),
	'extensions' => _('Extensions'),
);
?>
<input type="hidden" name="smc_form" value="1">
<?php foreach ($labels as $name => $label) {
	$setting = $name === 'all' ? 'see_all' : 'may_' . $name;
	$value = isset($values[$setting]) ? $values[$setting] : null;
	$field = 'smc_' . $name; ?>
<div class="element-container"><div class="row"><div class="col-md-12">
	<div class="row"><div class="form-group">
		<div class="col-md-3"><label class="control-label" for="<?php echo $field ?>"><?php echo Words::html($label[0]) ?></label>
			<i class="fa fa-question-circle fpbx-help-icon" data-for="<?php echo $field ?>"></i></div>
		<div class="col-md-9"><span class="radioset">
			<input type="radio" name="<?php echo $field ?>" id="<?php echo $field ?>_yes" value="yes"<?php echo $value === 'yes' ? ' checked' : '' ?>><label for="<?php echo $field ?>_yes"><?php echo Words::html(_('Yes')) ?></label>
			<input type="radio" name="<?php echo $field ?>" id="<?php echo $field ?>_no" value="no"<?php echo $value === 'no' || ($isGroup && $value === null) ? ' checked' : '' ?>><label for="<?php echo $field ?>_no"><?php echo Words::html(_('No')) ?></label>
			<?php if (!$isGroup) { ?><input type="radio" name="<?php echo $field ?>" id="<?php echo $field ?>_inherit" value="inherit"<?php echo $value === null ? ' checked' : '' ?>><label for="<?php echo $field ?>_inherit"><?php echo Words::html(_('Inherit')) ?></label><?php } ?>
		</span></div>
	</div></div>
	<div class="row"><div class="col-md-12"><span id="<?php echo $field ?>-help" class="help-block fpbx-help-block"><?php echo Words::html($label[1]) ?></span></div></div>
</div></div></div>
<?php }
foreach ($scopes as $kind => $title) {
	$chosen = isset($values['see_' . $kind]) && is_array($values['see_' . $kind]) ? array_map('strval', $values['see_' . $kind]) : array();
	$field = 'smc_see_' . $kind; ?>
<div class="element-container"><div class="row"><div class="col-md-12">
	<div class="row"><div class="form-group">
		<div class="col-md-3"><label class="control-label" for="<?php echo $field ?>"><?php echo Words::html($title) ?></label>
			<i class="fa fa-question-circle fpbx-help-icon" data-for="<?php echo $field ?>"></i></div>
		<div class="col-md-9"><select multiple="multiple" class="form-control" size="6" name="<?php echo $field ?>[]" id="<?php echo $field ?>">
			<?php foreach ($choices[$kind] as $number => $text) { ?><option value="<?php echo Words::html($number) ?>"<?php echo in_array((string) $number, $chosen, true) ? ' selected' : '' ?>><?php echo Words::html($text) ?></option><?php } ?>
		</select></div>
	</div></div>
	<div class="row"><div class="col-md-12"><span id="<?php echo $field ?>-help" class="help-block fpbx-help-block"><?php echo Words::html(_('Missed calls that came in on, or rang at, one of these are seen. With nothing chosen for a user his groups decide.')) ?></span></div></div>
</div></div></div>
<?php } ?>
