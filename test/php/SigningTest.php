<?php
namespace Tests;

use FreePBX\modules\Smartmissedcalls\IdentitySigner;
use FreePBX\modules\Smartmissedcalls\FormToken;
use FreePBX\modules\Smartmissedcalls\OwnFile;
use FreePBX\modules\Smartmissedcalls\Secret;

class SigningTest extends ModuleTestCase {
	private $identity = array('client' => 'default', 'name' => 'Ștefan');

	public function testAHeaderHoldsTheIdentityAndItsSignature() {
		$signer = new IdentitySigner('secret', function () {
			return 1000;
		});
		list($payload, $signature) = explode('.', $signer->header($this->identity, 'POST', '/a?b=c'));
		$json = json_decode(base64_decode(strtr($payload, '-_', '+/')), true);
		$this->assertSame('Ștefan', $json['name']);
		$this->assertSame(array(1, 1000, 1030), array($json['version'], $json['issuedAt'], $json['expiresAt']));
		$this->assertMatchesRegularExpression('/^[0-9a-f]{32}$/', $json['nonce']);
		$wanted = hash_hmac('sha256', "smc-identity-1\nPOST\n/a?b=c\n" . $payload, 'secret', true);
		$this->assertSame(rtrim(strtr(base64_encode($wanted), '+/', '-_'), '='), $signature);
	}

	public function testNoTwoHeadersAreTheSame() {
		$signer = new IdentitySigner('secret');
		$this->assertNotSame($signer->header($this->identity, 'GET', '/'), $signer->header($this->identity, 'GET', '/'));
	}

	public function testTheSecretIsMadeOnceAndNobodyElseCanReadIt() {
		$file = $this->folder . '/secret';
		$secret = Secret::ensure($file);
		$this->assertMatchesRegularExpression('/^[0-9a-f]{64}$/', $secret);
		$this->assertSame($secret, Secret::ensure($file));
		$this->assertSame(0600, fileperms($file) & 0777);
	}

	public function testAFileThatHoldsNoSecretIsNone() {
		file_put_contents($this->folder . '/short', "abc\n");
		$this->assertNull(Secret::read($this->folder . '/short'));
		$this->assertNull(Secret::read($this->folder . '/none'));
	}

	public function testAFormOfAnotherSessionDoesNotFit() {
		$token = new FormToken('secret', 'session-a');
		$this->assertTrue($token->fits($token->value()));
		foreach (array(null, '', array(), 'x', (new FormToken('secret', 'session-b'))->value(), (new FormToken('other', 'session-a'))->value()) as $other) {
			$this->assertFalse($token->fits($other));
		}
		$nobody = new FormToken('secret', '');
		$this->assertFalse($nobody->fits($nobody->value()));
	}

	public function testAFileIsWrittenWholeOrNotAtAll() {
		$file = $this->folder . '/file';
		OwnFile::write($file, 'one');
		OwnFile::write($file, 'two');
		$this->assertSame('two', OwnFile::read($file));
		$this->assertSame(array('file'), array_values(array_diff(scandir($this->folder), array('.', '..', 'var', 'log'))));
		$this->expectException(\RuntimeException::class);
		OwnFile::write($this->folder . '/none/file', 'x');
	}
}
