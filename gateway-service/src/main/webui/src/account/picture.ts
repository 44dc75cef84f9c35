/** Characters of a data URL at most, as the server has it. */
const MOST = 32_768;
const SIDES = [256, 192, 128, 96] as const;
const QUALITIES = [0.86, 0.72, 0.58] as const;
const TYPES = ['image/webp', 'image/jpeg'] as const;

/** A picture from a file, cropped to the square in its middle and made small enough for the server. Rejects what is no picture. */
export async function pictureOf(file: Blob): Promise<string> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    for (const side of SIDES) {
      const canvas = square(image, side);
      for (const quality of QUALITIES) {
        for (const type of TYPES) {
          const url = canvas.toDataURL(type, quality);
          // A browser that cannot write this type answers a PNG, which is large.
          if (url.startsWith(`data:${type}`) && url.length <= MOST) return url;
        }
      }
    }
  } finally {
    image.close();
  }
  throw new Error('no size is small enough');
}

function square(image: ImageBitmap, side: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const edge = Math.min(image.width, image.height);
  context.imageSmoothingQuality = 'high';
  // JPEG knows no transparency: without this, what is transparent would be black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  context.drawImage(image, (image.width - edge) / 2, (image.height - edge) / 2, edge, edge, 0, 0, side, side);
  return canvas;
}
