<?php use FreePBX\modules\Smartmissedcalls\Words; ?>
<div class="element-container"><div class="row"><div class="col-md-12">
	<div class="row"><div class="form-group">
		<div class="col-md-3"><label class="control-label" for="smc_ucp_enable"><?php echo Words::html(_('Show the missed calls')) ?></label>
			<i class="fa fa-question-circle fpbx-help-icon" data-for="smc_ucp_enable"></i></div>
		<div class="col-md-9"><span class="radioset">
			<input type="radio" name="smc_ucp_enable" id="smc_ucp_enable_yes" value="yes"<?php echo $value === true || $value === '1' || ($isGroup && $value === null) ? ' checked' : '' ?>><label for="smc_ucp_enable_yes"><?php echo Words::html(_('Yes')) ?></label>
			<input type="radio" name="smc_ucp_enable" id="smc_ucp_enable_no" value="no"<?php echo $value === false || $value === '0' || $value === '' ? ' checked' : '' ?>><label for="smc_ucp_enable_no"><?php echo Words::html(_('No')) ?></label>
			<?php if (!$isGroup) { ?><input type="radio" name="smc_ucp_enable" id="smc_ucp_enable_inherit" value="inherit"<?php echo $value === null ? ' checked' : '' ?>><label for="smc_ucp_enable_inherit"><?php echo Words::html(_('Inherit')) ?></label><?php } ?>
		</span></div>
	</div></div>
	<div class="row"><div class="col-md-12"><span id="smc_ucp_enable-help" class="help-block fpbx-help-block"><?php echo Words::html(_('Offer the widgets. What a user sees and may do in them is said in the tab Smart Missed Calls of User Manager.')) ?></span></div></div>
</div></div></div>
