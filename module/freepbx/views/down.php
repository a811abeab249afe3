<?php use FreePBX\modules\Smartmissedcalls\Words; ?>
<div class="container-fluid"><h1><?php echo Words::html(_('Smart Missed Calls')) ?></h1><div class="row"><div class="col-sm-12"><div class="fpbx-container"><div class="display full-border"><div style="padding: 1em 1.5em">
	<div class="alert alert-danger" role="alert">
		<p><strong><?php echo Words::html(_('The list cannot be shown: its daemon is not running.')) ?></strong></p>
		<p><?php echo Words::html($why) ?></p>
	</div>
	<?php if ($fault !== '') { ?><div class="alert alert-danger" role="alert"><?php echo Words::html($fault) ?></div><?php } ?>
	<p><?php echo Words::html(_('Nothing is lost: once it runs again it reads what was missed meanwhile.')) ?></p>
	<?php foreach ($missing as $sentence) { ?><p class="alert alert-warning"><?php echo Words::html($sentence) ?></p><?php } ?>
	<?php if ($isAdmin) { ?>
	<form method="post" action="ajax.php?module=smartmissedcalls&amp;command=start" data-smc-busy="<?php echo Words::html(_('This takes up to half a minute.')) ?>">
		<input type="hidden" name="smc_token" value="<?php echo Words::html($token) ?>">
		<button type="submit" class="btn btn-default"><i class="fa fa-play"></i> <?php echo Words::html(_('Start it')) ?></button>
	</form>
	<p><?php echo Words::html(_('Or as root:')) ?> <code>fwconsole start smartmissedcalls</code>. <?php echo Words::html(_('Why it stopped stands in')) ?> <code>smartmissedcalls_err.log</code>.</p>
	<?php } else { ?>
	<p><?php echo Words::html(_('Please tell an administrator of the PBX.')) ?></p>
	<?php } ?>
</div></div></div></div></div></div>
