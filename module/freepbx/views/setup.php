<?php use FreePBX\modules\Smartmissedcalls\Words; ?>
<div class="container-fluid"><h1><?php echo Words::html(_('Smart Missed Calls')) ?></h1><div class="row"><div class="col-sm-12"><div class="fpbx-container"><div class="display full-border"><div style="padding: 1em 1.5em">
	<?php if ($fault !== '') { ?><div class="alert alert-danger" role="alert"><?php echo Words::html($fault) ?></div><?php } ?>
	<?php foreach ($missing as $sentence) { ?><p class="alert alert-warning"><?php echo Words::html($sentence) ?></p><?php } ?>
	<?php if (!$isAdmin) { ?>
	<p><?php echo Words::html(_('The module is installed and not set up yet. Please tell an administrator of the PBX.')) ?></p>
	<?php } else { ?>
	<?php if ($isOld) { ?><p class="alert alert-info"><?php echo Words::html(_('This version brings new tables, and its account needs rights on them. The list is kept; set up once more.')) ?></p><?php } ?>
	<p><?php echo Words::html(_('One step is left: a database of its own, and an account that may only read the call records. FreePBX has no right to make them, so choose one way.')) ?></p>
	<h2><?php echo Words::html(_('On the PBX, as root')) ?></h2>
	<pre>fwconsole smartmissedcalls setup</pre>
	<h2><?php echo Words::html(_('Here, with the account of a database administrator')) ?></h2>
	<p><?php echo Words::html(_('The account is used once and kept nowhere.')) ?></p>
	<form method="post" action="ajax.php?module=smartmissedcalls&amp;command=setup" data-smc-busy="<?php echo Words::html(_('This takes up to half a minute.')) ?>" autocomplete="off">
		<input type="hidden" name="smc_token" value="<?php echo Words::html($token) ?>">
		<div class="row"><div class="col-md-4"><label for="smc_user"><?php echo Words::html(_('Account')) ?></label><input class="form-control" id="smc_user" name="user" value="<?php echo Words::html($account) ?>" required></div>
		<div class="col-md-4"><label for="smc_password"><?php echo Words::html(_('Password')) ?></label><input class="form-control" id="smc_password" name="password" type="password" autocomplete="off"></div></div>
		<p><button type="submit" class="btn btn-default"><i class="fa fa-database"></i> <?php echo Words::html(_('Set up')) ?></button></p>
	</form>
	<h2><?php echo Words::html(_('By your database administrator')) ?></h2>
	<form method="post" action="ajax.php?module=smartmissedcalls&amp;command=sql">
		<input type="hidden" name="smc_token" value="<?php echo Words::html($token) ?>">
		<button type="submit" class="btn btn-default"><i class="fa fa-download"></i> <?php echo Words::html(_('Download the statements')) ?></button>
	</form>
	<p><?php echo Words::html(_('They hold passwords. Once they were run:')) ?></p>
	<form method="post" action="ajax.php?module=smartmissedcalls&amp;command=finish" data-smc-busy="<?php echo Words::html(_('This takes up to half a minute.')) ?>">
		<input type="hidden" name="smc_token" value="<?php echo Words::html($token) ?>">
		<button type="submit" class="btn btn-default"><i class="fa fa-check"></i> <?php echo Words::html(_('The statements were run')) ?></button>
	</form>
	<?php } ?>
</div></div></div></div></div></div>
