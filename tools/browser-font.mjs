// A system without a Chinese font draws boxes: the journeys and screenshots then bring Noto Sans SC (OFL) with them.
import { access, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { installAside } from './browser-npm.mjs';
import { root, run, SetupError, say } from './terminal.mjs';

const folder = `${root}.cache/fonts`;
const config = `${folder}/fonts.conf`;
const font = '@expo-google-fonts/noto-sans-sc';
const weights = ['400Regular', '700Bold'];

/** @returns {Promise<{env: Record<string, string>, needs: string[]}>} nothing if the system has a Chinese font */
export async function ensureChineseFont() {
  if (process.platform !== 'linux' || (await systemHasOne())) return { env: {}, needs: [] };
  const there = await access(config).then(
    () => true,
    () => false,
  );
  if (!there) await fetchFont();
  return { env: { FONTCONFIG_FILE: config }, needs: [config] };
}

async function systemHasOne() {
  const listed = await run('fc-list', [':lang=zh-cn', 'file'], { output: 'kept' }).catch(() => undefined);
  return listed?.code === 0 && listed.text.trim() !== '';
}

async function fetchFont() {
  say('No Chinese font on this system; getting Noto Sans SC from npm …');
  const aside = `${folder}/npm`;
  if (!(await installAside(aside, [`${font}@0.4.3`]))) {
    throw new SetupError('A Chinese font could not be had from npm. Run: apt-get install -y fonts-noto-cjk');
  }
  await mkdir(folder, { recursive: true });
  for (const weight of weights) {
    const name = `NotoSansSC_${weight}.ttf`;
    await copyFile(`${aside}/node_modules/${font}/${weight}/${name}`, `${folder}/${name}`);
  }
  await rm(aside, { recursive: true, force: true });
  await writeFile(config, fontsConf());
}

const fontsConf = () => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${folder}/cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`;
