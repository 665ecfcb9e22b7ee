//! The glyphs used, embedded in a PDF: a subset of each font file, widths, and the way back from glyphs to characters. It knows
//! no pages.

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, RawFace, Tag};

use crate::print::MARK;
use crate::print::font::{FontFile, Glyph, Typeface};

const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The glyphs used of each face.
pub(crate) struct Embedding<'f> {
    typeface: &'f Typeface<'f>,
    /// The faces in the order of their first use.
    used: Vec<Used>,
}

/// How a character is shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    /// The number of its font.
    pub font: usize,
    /// The number of its glyph in the subset.
    pub id: u16,
    /// Whether the glyph stands for this character when text is copied; several characters may share one.
    pub is_itself: bool,
}

struct Used {
    face: u16,
    remapper: GlyphRemapper,
    /// For each glyph of the face its number in the subset, 0 while it is not used: most glyphs come again and again.
    numbers: Vec<u16>,
    /// For each glyph of the subset its character and advance.
    glyphs: BTreeMap<u16, (char, i32)>,
}

impl<'f> Embedding<'f> {
    pub fn new(typeface: &'f Typeface<'f>) -> Self {
        Embedding { typeface, used: Vec::new() }
    }

    /// Notes the use of a glyph, and says by which number it is shown.
    pub fn use_glyph(&mut self, glyph: Glyph, ch: char) -> Shown {
        let font = self.used.iter().position(|used| used.face == glyph.face).unwrap_or_else(|| {
            let (remapper, numbers) = (GlyphRemapper::new(), vec![0; 0x1_0000]);
            self.used.push(Used { face: glyph.face, remapper, numbers, glyphs: BTreeMap::new() });
            self.used.len() - 1
        });
        // What no font has is shown by the mark, which is copied as the mark by whoever knows no better.
        let own = if self.typeface.has(ch) { ch } else { MARK };
        let used = &mut self.used[font];
        let number = &mut used.numbers[usize::from(glyph.id)];
        if *number == 0 {
            *number = used.remapper.remap(glyph.id);
            used.glyphs.insert(*number, (own, glyph.advance));
        }
        let is_itself = used.glyphs.get(number).is_some_and(|(copied, _)| *copied == ch);
        Shown { font, id: *number, is_itself }
    }

    pub fn faces(&self) -> impl Iterator<Item = usize> + use<'_, 'f> {
        0..self.used.len()
    }

    pub fn face_of(&self, at: usize) -> usize {
        usize::from(self.used[at].face)
    }

    /// Writes the font `id` with the glyphs used of it; the reason when its file does not yield them.
    pub fn write(&self, pdf: &mut Pdf, next: &mut Ref, id: Ref, at: usize, file: &FontFile) -> Result<(), String> {
        let used = &self.used[at];
        let face = self.typeface.faces().get(usize::from(used.face)).ok_or("字体文件读不出")?;
        let subset = subsetter::subset(&file.bytes, file.index, &used.remapper).map_err(|fault| fault.to_string())?;
        let outlines = face.tables().cff.is_some() && face.tables().glyf.is_none();
        let (descendant, descriptor, stream, unicode) = (next.bump(), next.bump(), next.bump(), next.bump());
        let name = name_subset(&file.name, used);
        let base = if outlines { format!("{name}-Identity-H") } else { name.clone() };
        let mut font = pdf.type0_font(id);
        font.base_font(Name(base.as_bytes())).encoding_predefined(Name(b"Identity-H"));
        font.descendant_font(descendant).to_unicode(unicode);
        font.finish();
        write_widths(pdf, descendant, descriptor, &name, outlines, used);
        describe(pdf, descriptor, stream, &name, outlines, face);
        let data = if outlines { find_cff(&subset)? } else { &subset };
        let packed = compress_to_vec_zlib(data, 6);
        let mut written = pdf.stream(stream, &packed);
        written.filter(Filter::FlateDecode);
        if outlines {
            written.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        } else {
            written.pair(Name(b"Length1"), i32::try_from(data.len()).unwrap_or(i32::MAX));
        }
        written.finish();
        let map = map_to_unicode(used);
        pdf.stream(unicode, &compress_to_vec_zlib(&map, 6)).filter(Filter::FlateDecode);
        Ok(())
    }
}

fn write_widths(pdf: &mut Pdf, id: Ref, descriptor: Ref, name: &str, outlines: bool, used: &Used) {
    let mut font = pdf.cid_font(id);
    font.subtype(if outlines { CidFontType::Type0 } else { CidFontType::Type2 });
    font.base_font(Name(name.as_bytes())).system_info(IDENTITY).font_descriptor(descriptor).default_width(1000.0);
    if !outlines {
        font.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    let mut widths = font.widths();
    for (glyph, (_, advance)) in used.glyphs.iter().filter(|(_, (_, advance))| *advance != 1000) {
        widths.consecutive(*glyph, [thousandths(*advance)]);
    }
}

fn describe(pdf: &mut Pdf, id: Ref, stream: Ref, name: &str, outlines: bool, face: &Face<'_>) {
    let em = i32::from(face.units_per_em()).max(1);
    let scaled = |units: i16| thousandths(i32::from(units) * 1000 / em);
    let bounds = face.global_bounding_box();
    let mut descriptor = pdf.font_descriptor(id);
    descriptor.name(Name(name.as_bytes())).flags(FontFlags::SYMBOLIC).italic_angle(0.0).stem_v(80.0);
    descriptor.bbox(Rect::new(scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)));
    descriptor.ascent(scaled(face.ascender())).descent(scaled(face.descender()));
    descriptor.cap_height(scaled(face.capital_height().unwrap_or(face.ascender())));
    if outlines {
        descriptor.font_file3(stream);
    } else {
        descriptor.font_file2(stream);
    }
}

/// The bare outlines of an OpenType file, as a font of kind CIDFontType0C wants them.
fn find_cff(subset: &[u8]) -> Result<&[u8], String> {
    let raw = RawFace::parse(subset, 0).map_err(|fault| fault.to_string())?;
    raw.table(Tag::from_bytes(b"CFF ")).ok_or_else(|| "缺少 CFF 表".to_owned())
}

/// The font's name as PDF wants it for a subset: six letters that differ with the glyphs, a plus sign, the name.
fn name_subset(name: &str, used: &Used) -> String {
    let mut sum = used.glyphs.values().fold(0xcbf2_9ce4_8422_2325_u64, |sum, (ch, _)| {
        (sum ^ u64::from(u32::from(*ch))).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mut tag = String::with_capacity(6);
    for _ in 0..6 {
        tag.push(char::from(b'A' + u8::try_from(sum % 26).unwrap_or(0)));
        sum /= 26;
    }
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
    format!("{tag}+{plain}")
}

fn map_to_unicode(used: &Used) -> Vec<u8> {
    let mut map = UnicodeCmap::new(Name(b"Custom"), IDENTITY);
    for (glyph, (ch, _)) in &used.glyphs {
        map.pair(*glyph, *ch);
    }
    map.finish().into_vec()
}

/// Whole thousandths of the em as the f32 that the writer of PDF takes.
#[allow(clippy::cast_precision_loss, reason = "glyph widths are far below 2^24")]
fn thousandths(value: i32) -> f32 {
    value as f32
}
