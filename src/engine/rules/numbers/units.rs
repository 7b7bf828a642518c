//! Units of measure as news writes them, each with its value in SI.

use super::amount::{Form, Number};
use super::pieces::Pieces;
use super::tables::Table;

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The usual symbol ("km/h").
    pub symbol: &'static str,
    /// The symbol of the SI unit; empty where there is none.
    pub si: &'static str,
    /// How many SI units one is.
    pub factor: f64,
    /// The SI value of zero (temperatures).
    pub offset: f64,
}

impl Unit {
    /// A value of this unit in SI.
    pub fn in_si(self, value: f64) -> Option<(f64, &'static str)> {
        // Digits beyond the twelfth are the factor's rounding, not the report's.
        let exact = value * self.factor + self.offset;
        let rounded = if exact.fract() == 0.0 { exact } else { format!("{exact:.11e}").parse().unwrap_or(exact) };
        (!self.si.is_empty()).then_some((rounded, self.si))
    }
}

const fn unit(symbol: &'static str, si: &'static str, factor: f64, offset: f64) -> Unit {
    Unit { symbol, si, factor, offset }
}

/// Units by their names and by symbols that mean nothing else behind a number, lower case, sorted. Symbols whose case matters, and
/// those that are words or scales as well ("m", "in", "t"), are read by [`symbol`].
static UNITS: Table<Unit> = Table::of(&[
    ("acre", unit("acre", "m²", 4046.8564224, 0.0)),
    ("acres", unit("acre", "m²", 4046.8564224, 0.0)),
    ("amp", unit("A", "A", 1.0, 0.0)),
    ("ampere", unit("A", "A", 1.0, 0.0)),
    ("amperes", unit("A", "A", 1.0, 0.0)),
    ("amps", unit("A", "A", 1.0, 0.0)),
    ("barrel", unit("bbl", "m³", 0.158987294928, 0.0)),
    ("barrels", unit("bbl", "m³", 0.158987294928, 0.0)),
    ("bbl", unit("bbl", "m³", 0.158987294928, 0.0)),
    ("bbls", unit("bbl", "m³", 0.158987294928, 0.0)),
    ("becquerel", unit("Bq", "Bq", 1.0, 0.0)),
    ("becquerels", unit("Bq", "Bq", 1.0, 0.0)),
    ("bhp", unit("hp", "W", 745.6998715822702, 0.0)),
    ("bit", unit("bit", "bit", 1.0, 0.0)),
    ("bits", unit("bit", "bit", 1.0, 0.0)),
    ("bpd", unit("bbl/d", "m³/s", 1.8401307283333336e-06, 0.0)),
    ("bushel", unit("bu", "m³", 0.03523907016688, 0.0)),
    ("bushels", unit("bu", "m³", 0.03523907016688, 0.0)),
    ("byte", unit("B", "B", 1.0, 0.0)),
    ("bytes", unit("B", "B", 1.0, 0.0)),
    ("calorie", unit("kcal", "J", 4184.0, 0.0)),
    ("calories", unit("kcal", "J", 4184.0, 0.0)),
    ("carat", unit("ct", "kg", 0.0002, 0.0)),
    ("carats", unit("ct", "kg", 0.0002, 0.0)),
    ("cc", unit("cm³", "m³", 1e-06, 0.0)),
    ("celcius", unit("°C", "K", 1.0, 273.15)),
    ("celsius", unit("°C", "K", 1.0, 273.15)),
    ("centigrade", unit("°C", "K", 1.0, 273.15)),
    ("centigrate", unit("°C", "K", 1.0, 273.15)),
    ("centiliter", unit("cL", "m³", 1e-05, 0.0)),
    ("centiliters", unit("cL", "m³", 1e-05, 0.0)),
    ("centilitre", unit("cL", "m³", 1e-05, 0.0)),
    ("centilitres", unit("cL", "m³", 1e-05, 0.0)),
    ("centimeter", unit("cm", "m", 0.01, 0.0)),
    ("centimeters", unit("cm", "m", 0.01, 0.0)),
    ("centimetre", unit("cm", "m", 0.01, 0.0)),
    ("centimetres", unit("cm", "m", 0.01, 0.0)),
    ("cl", unit("cL", "m³", 1e-05, 0.0)),
    ("cm", unit("cm", "m", 0.01, 0.0)),
    ("cms", unit("cm", "m", 0.01, 0.0)),
    ("db", unit("dB", "", 0.0, 0.0)),
    ("decibel", unit("dB", "", 0.0, 0.0)),
    ("decibels", unit("dB", "", 0.0, 0.0)),
    ("decimeter", unit("dm", "m", 0.1, 0.0)),
    ("decimeters", unit("dm", "m", 0.1, 0.0)),
    ("decimetre", unit("dm", "m", 0.1, 0.0)),
    ("decimetres", unit("dm", "m", 0.1, 0.0)),
    ("dm", unit("dm", "m", 0.1, 0.0)),
    ("drachma", unit("dr", "kg", 0.0017718451953125, 0.0)),
    ("drachmas", unit("dr", "kg", 0.0017718451953125, 0.0)),
    ("dram", unit("dr", "kg", 0.0017718451953125, 0.0)),
    ("drams", unit("dr", "kg", 0.0017718451953125, 0.0)),
    ("dunam", unit("dunam", "m²", 1000.0, 0.0)),
    ("dunams", unit("dunam", "m²", 1000.0, 0.0)),
    ("dunum", unit("dunam", "m²", 1000.0, 0.0)),
    ("dunums", unit("dunam", "m²", 1000.0, 0.0)),
    ("fahrenheit", unit("°F", "K", 0.5555555555555556, 255.3722222222222)),
    ("farenheit", unit("°F", "K", 0.5555555555555556, 255.3722222222222)),
    ("fathom", unit("ftm", "m", 1.8288, 0.0)),
    ("fathoms", unit("ftm", "m", 1.8288, 0.0)),
    ("feet", unit("ft", "m", 0.3048, 0.0)),
    ("foot", unit("ft", "m", 0.3048, 0.0)),
    ("ft", unit("ft", "m", 0.3048, 0.0)),
    ("ft2", unit("ft²", "m²", 0.09290304, 0.0)),
    ("ft²", unit("ft²", "m²", 0.09290304, 0.0)),
    ("furlong", unit("fur", "m", 201.168, 0.0)),
    ("furlongs", unit("fur", "m", 201.168, 0.0)),
    ("gal", unit("gal", "m³", 0.003785411784, 0.0)),
    ("gallon", unit("gal", "m³", 0.003785411784, 0.0)),
    ("gallons", unit("gal", "m³", 0.003785411784, 0.0)),
    ("gb", unit("GB", "B", 1000000000.0, 0.0)),
    ("gbps", unit("Gbit/s", "bit/s", 1000000000.0, 0.0)),
    ("ghz", unit("GHz", "Hz", 1000000000.0, 0.0)),
    ("gigabyte", unit("GB", "B", 1000000000.0, 0.0)),
    ("gigabytes", unit("GB", "B", 1000000000.0, 0.0)),
    ("gigahertz", unit("GHz", "Hz", 1000000000.0, 0.0)),
    ("gigaton", unit("Gt", "kg", 1000000000000.0, 0.0)),
    ("gigatonne", unit("Gt", "kg", 1000000000000.0, 0.0)),
    ("gigatonnes", unit("Gt", "kg", 1000000000000.0, 0.0)),
    ("gigatons", unit("Gt", "kg", 1000000000000.0, 0.0)),
    ("gigawatt", unit("GW", "W", 1000000000.0, 0.0)),
    ("gigawatt-hour", unit("GWh", "J", 3600000000000.0, 0.0)),
    ("gigawatt-hours", unit("GWh", "J", 3600000000000.0, 0.0)),
    ("gigawatts", unit("GW", "W", 1000000000.0, 0.0)),
    ("gm", unit("g", "kg", 0.001, 0.0)),
    ("gms", unit("g", "kg", 0.001, 0.0)),
    ("gram", unit("g", "kg", 0.001, 0.0)),
    ("gramme", unit("g", "kg", 0.001, 0.0)),
    ("grammes", unit("g", "kg", 0.001, 0.0)),
    ("grams", unit("g", "kg", 0.001, 0.0)),
    ("gw", unit("GW", "W", 1000000000.0, 0.0)),
    ("gwh", unit("GWh", "J", 3600000000000.0, 0.0)),
    ("ha", unit("ha", "m²", 10000.0, 0.0)),
    ("hectare", unit("ha", "m²", 10000.0, 0.0)),
    ("hectares", unit("ha", "m²", 10000.0, 0.0)),
    ("hectopascal", unit("hPa", "Pa", 100.0, 0.0)),
    ("hectopascals", unit("hPa", "Pa", 100.0, 0.0)),
    ("hertz", unit("Hz", "Hz", 1.0, 0.0)),
    ("horsepower", unit("hp", "W", 745.6998715822702, 0.0)),
    ("hp", unit("hp", "W", 745.6998715822702, 0.0)),
    ("hpa", unit("hPa", "Pa", 100.0, 0.0)),
    ("hz", unit("Hz", "Hz", 1.0, 0.0)),
    ("inch", unit("in", "m", 0.0254, 0.0)),
    ("inches", unit("in", "m", 0.0254, 0.0)),
    ("joule", unit("J", "J", 1.0, 0.0)),
    ("joules", unit("J", "J", 1.0, 0.0)),
    ("kb", unit("kB", "B", 1000.0, 0.0)),
    ("kbps", unit("kbit/s", "bit/s", 1000.0, 0.0)),
    ("kcal", unit("kcal", "J", 4184.0, 0.0)),
    ("kelvin", unit("K", "K", 1.0, 0.0)),
    ("kelvins", unit("K", "K", 1.0, 0.0)),
    ("kg", unit("kg", "kg", 1.0, 0.0)),
    ("kgs", unit("kg", "kg", 1.0, 0.0)),
    ("khz", unit("kHz", "Hz", 1000.0, 0.0)),
    ("kilo", unit("kg", "kg", 1.0, 0.0)),
    ("kilobyte", unit("kB", "B", 1000.0, 0.0)),
    ("kilobytes", unit("kB", "B", 1000.0, 0.0)),
    ("kilocalories", unit("kcal", "J", 4184.0, 0.0)),
    ("kilogram", unit("kg", "kg", 1.0, 0.0)),
    ("kilogramme", unit("kg", "kg", 1.0, 0.0)),
    ("kilogrammes", unit("kg", "kg", 1.0, 0.0)),
    ("kilograms", unit("kg", "kg", 1.0, 0.0)),
    ("kilohertz", unit("kHz", "Hz", 1000.0, 0.0)),
    ("kilojoule", unit("kJ", "J", 1000.0, 0.0)),
    ("kilojoules", unit("kJ", "J", 1000.0, 0.0)),
    ("kilometer", unit("km", "m", 1000.0, 0.0)),
    ("kilometers", unit("km", "m", 1000.0, 0.0)),
    ("kilometre", unit("km", "m", 1000.0, 0.0)),
    ("kilometres", unit("km", "m", 1000.0, 0.0)),
    ("kilos", unit("kg", "kg", 1.0, 0.0)),
    ("kiloton", unit("kt", "kg", 1000000.0, 0.0)),
    ("kilotonne", unit("kt", "kg", 1000000.0, 0.0)),
    ("kilotonnes", unit("kt", "kg", 1000000.0, 0.0)),
    ("kilotons", unit("kt", "kg", 1000000.0, 0.0)),
    ("kilovolt", unit("kV", "V", 1000.0, 0.0)),
    ("kilovolts", unit("kV", "V", 1000.0, 0.0)),
    ("kilowatt", unit("kW", "W", 1000.0, 0.0)),
    ("kilowatt-hour", unit("kWh", "J", 3600000.0, 0.0)),
    ("kilowatt-hours", unit("kWh", "J", 3600000.0, 0.0)),
    ("kilowatts", unit("kW", "W", 1000.0, 0.0)),
    ("kj", unit("kJ", "J", 1000.0, 0.0)),
    ("km", unit("km", "m", 1000.0, 0.0)),
    ("km2", unit("km²", "m²", 1000000.0, 0.0)),
    ("kmh", unit("km/h", "m/s", 0.2777777777777778, 0.0)),
    ("kmph", unit("km/h", "m/s", 0.2777777777777778, 0.0)),
    ("kms", unit("km", "m", 1000.0, 0.0)),
    ("km²", unit("km²", "m²", 1000000.0, 0.0)),
    ("knot", unit("kn", "m/s", 0.5144444444444445, 0.0)),
    ("knots", unit("kn", "m/s", 0.5144444444444445, 0.0)),
    ("kph", unit("km/h", "m/s", 0.2777777777777778, 0.0)),
    ("kt", unit("kn", "m/s", 0.5144444444444445, 0.0)),
    ("kts", unit("kn", "m/s", 0.5144444444444445, 0.0)),
    ("kv", unit("kV", "V", 1000.0, 0.0)),
    ("kw", unit("kW", "W", 1000.0, 0.0)),
    ("kwh", unit("kWh", "J", 3600000.0, 0.0)),
    ("lb", unit("lb", "kg", 0.45359237, 0.0)),
    ("lbs", unit("lb", "kg", 0.45359237, 0.0)),
    ("lightyear", unit("ly", "m", 9460730472580800.0, 0.0)),
    ("lightyears", unit("ly", "m", 9460730472580800.0, 0.0)),
    ("liter", unit("L", "m³", 0.001, 0.0)),
    ("liters", unit("L", "m³", 0.001, 0.0)),
    ("litre", unit("L", "m³", 0.001, 0.0)),
    ("litres", unit("L", "m³", 0.001, 0.0)),
    ("m2", unit("m²", "m²", 1.0, 0.0)),
    ("m3", unit("m³", "m³", 1.0, 0.0)),
    ("mach", unit("Mach", "", 0.0, 0.0)),
    ("mb", unit("MB", "B", 1000000.0, 0.0)),
    ("mbar", unit("mbar", "Pa", 100.0, 0.0)),
    ("mbps", unit("Mbit/s", "bit/s", 1000000.0, 0.0)),
    ("mcg", unit("μg", "kg", 1e-09, 0.0)),
    ("megabyte", unit("MB", "B", 1000000.0, 0.0)),
    ("megabytes", unit("MB", "B", 1000000.0, 0.0)),
    ("megahertz", unit("MHz", "Hz", 1000000.0, 0.0)),
    ("megapixel", unit("MP", "", 0.0, 0.0)),
    ("megapixels", unit("MP", "", 0.0, 0.0)),
    ("megaton", unit("Mt", "kg", 1000000000.0, 0.0)),
    ("megatonne", unit("Mt", "kg", 1000000000.0, 0.0)),
    ("megatonnes", unit("Mt", "kg", 1000000000.0, 0.0)),
    ("megatons", unit("Mt", "kg", 1000000000.0, 0.0)),
    ("megawatt", unit("MW", "W", 1000000.0, 0.0)),
    ("megawatt-hour", unit("MWh", "J", 3600000000.0, 0.0)),
    ("megawatt-hours", unit("MWh", "J", 3600000000.0, 0.0)),
    ("megawatts", unit("MW", "W", 1000000.0, 0.0)),
    ("meter", unit("m", "m", 1.0, 0.0)),
    ("meters", unit("m", "m", 1.0, 0.0)),
    ("metre", unit("m", "m", 1.0, 0.0)),
    ("metres", unit("m", "m", 1.0, 0.0)),
    ("mg", unit("mg", "kg", 1e-06, 0.0)),
    ("mhz", unit("MHz", "Hz", 1000000.0, 0.0)),
    ("mi", unit("mi", "m", 1609.344, 0.0)),
    ("microgram", unit("μg", "kg", 1e-09, 0.0)),
    ("micrograms", unit("μg", "kg", 1e-09, 0.0)),
    ("micrometer", unit("μm", "m", 1e-06, 0.0)),
    ("micrometers", unit("μm", "m", 1e-06, 0.0)),
    ("micrometre", unit("μm", "m", 1e-06, 0.0)),
    ("micrometres", unit("μm", "m", 1e-06, 0.0)),
    ("micron", unit("μm", "m", 1e-06, 0.0)),
    ("microns", unit("μm", "m", 1e-06, 0.0)),
    ("mile", unit("mi", "m", 1609.344, 0.0)),
    ("miles", unit("mi", "m", 1609.344, 0.0)),
    ("milliamp", unit("mA", "A", 0.001, 0.0)),
    ("milliamps", unit("mA", "A", 0.001, 0.0)),
    ("millibar", unit("mbar", "Pa", 100.0, 0.0)),
    ("millibars", unit("mbar", "Pa", 100.0, 0.0)),
    ("milligram", unit("mg", "kg", 1e-06, 0.0)),
    ("milligrams", unit("mg", "kg", 1e-06, 0.0)),
    ("milliliter", unit("mL", "m³", 1e-06, 0.0)),
    ("milliliters", unit("mL", "m³", 1e-06, 0.0)),
    ("millilitre", unit("mL", "m³", 1e-06, 0.0)),
    ("millilitres", unit("mL", "m³", 1e-06, 0.0)),
    ("millimeter", unit("mm", "m", 0.001, 0.0)),
    ("millimeters", unit("mm", "m", 0.001, 0.0)),
    ("millimetre", unit("mm", "m", 0.001, 0.0)),
    ("millimetres", unit("mm", "m", 0.001, 0.0)),
    ("millisievert", unit("mSv", "Sv", 0.001, 0.0)),
    ("millisieverts", unit("mSv", "Sv", 0.001, 0.0)),
    ("ml", unit("mL", "m³", 1e-06, 0.0)),
    ("mm", unit("mm", "m", 0.001, 0.0)),
    ("mph", unit("mph", "m/s", 0.44704, 0.0)),
    ("mwh", unit("MWh", "J", 3600000000.0, 0.0)),
    ("m²", unit("m²", "m²", 1.0, 0.0)),
    ("m³", unit("m³", "m³", 1.0, 0.0)),
    ("nanometer", unit("nm", "m", 1e-09, 0.0)),
    ("nanometers", unit("nm", "m", 1e-09, 0.0)),
    ("nanometre", unit("nm", "m", 1e-09, 0.0)),
    ("nanometres", unit("nm", "m", 1e-09, 0.0)),
    ("newton", unit("N", "N", 1.0, 0.0)),
    ("newtons", unit("N", "N", 1.0, 0.0)),
    ("nm", unit("nm", "m", 1e-09, 0.0)),
    ("ohm", unit("Ω", "Ω", 1.0, 0.0)),
    ("ohms", unit("Ω", "Ω", 1.0, 0.0)),
    ("ounce", unit("oz", "kg", 0.028349523125, 0.0)),
    ("ounces", unit("oz", "kg", 0.028349523125, 0.0)),
    ("oz", unit("oz", "kg", 0.028349523125, 0.0)),
    ("parsec", unit("pc", "m", 3.085677581491367e+16, 0.0)),
    ("parsecs", unit("pc", "m", 3.085677581491367e+16, 0.0)),
    ("pascal", unit("Pa", "Pa", 1.0, 0.0)),
    ("pascals", unit("Pa", "Pa", 1.0, 0.0)),
    ("pb", unit("PB", "B", 1000000000000000.0, 0.0)),
    ("petabyte", unit("PB", "B", 1000000000000000.0, 0.0)),
    ("petabytes", unit("PB", "B", 1000000000000000.0, 0.0)),
    ("picometer", unit("pm", "m", 1e-12, 0.0)),
    ("picometers", unit("pm", "m", 1e-12, 0.0)),
    ("picometre", unit("pm", "m", 1e-12, 0.0)),
    ("picometres", unit("pm", "m", 1e-12, 0.0)),
    ("pint", unit("pt", "m³", 0.000473176473, 0.0)),
    ("pints", unit("pt", "m³", 0.000473176473, 0.0)),
    ("pixel", unit("px", "", 0.0, 0.0)),
    ("pixels", unit("px", "", 0.0, 0.0)),
    ("pound", unit("lb", "kg", 0.45359237, 0.0)),
    ("pounds", unit("lb", "kg", 0.45359237, 0.0)),
    ("psi", unit("psi", "Pa", 6894.757293168361, 0.0)),
    ("quart", unit("qt", "m³", 0.000946352946, 0.0)),
    ("quarts", unit("qt", "m³", 0.000946352946, 0.0)),
    ("quintal", unit("q", "kg", 100.0, 0.0)),
    ("quintals", unit("q", "kg", 100.0, 0.0)),
    ("rad", unit("rad", "rad", 1.0, 0.0)),
    ("radian", unit("rad", "rad", 1.0, 0.0)),
    ("radians", unit("rad", "rad", 1.0, 0.0)),
    ("rpm", unit("rpm", "Hz", 0.016666666666666666, 0.0)),
    ("sievert", unit("Sv", "Sv", 1.0, 0.0)),
    ("sieverts", unit("Sv", "Sv", 1.0, 0.0)),
    ("sqft", unit("ft²", "m²", 0.09290304, 0.0)),
    ("sqkm", unit("km²", "m²", 1000000.0, 0.0)),
    ("sqm", unit("m²", "m²", 1.0, 0.0)),
    ("stone", unit("st", "kg", 6.35029318, 0.0)),
    ("tablespoon", unit("tbsp", "m³", 1.478676478125e-05, 0.0)),
    ("tablespoons", unit("tbsp", "m³", 1.478676478125e-05, 0.0)),
    ("tb", unit("TB", "B", 1000000000000.0, 0.0)),
    ("tbsp", unit("tbsp", "m³", 1.478676478125e-05, 0.0)),
    ("teaspoon", unit("tsp", "m³", 4.92892159375e-06, 0.0)),
    ("teaspoons", unit("tsp", "m³", 4.92892159375e-06, 0.0)),
    ("terabyte", unit("TB", "B", 1000000000000.0, 0.0)),
    ("terabytes", unit("TB", "B", 1000000000000.0, 0.0)),
    ("terawatt", unit("TW", "W", 1000000000000.0, 0.0)),
    ("terawatt-hour", unit("TWh", "J", 3600000000000000.0, 0.0)),
    ("terawatt-hours", unit("TWh", "J", 3600000000000000.0, 0.0)),
    ("terawatts", unit("TW", "W", 1000000000000.0, 0.0)),
    ("tola", unit("tola", "kg", 0.0116638038, 0.0)),
    ("tolas", unit("tola", "kg", 0.0116638038, 0.0)),
    ("ton", unit("ton", "kg", 907.18474, 0.0)),
    ("tonne", unit("t", "kg", 1000.0, 0.0)),
    ("tonnes", unit("t", "kg", 1000.0, 0.0)),
    ("tons", unit("ton", "kg", 907.18474, 0.0)),
    ("tsp", unit("tsp", "m³", 4.92892159375e-06, 0.0)),
    ("turn", unit("turn", "rad", std::f64::consts::TAU, 0.0)),
    ("turns", unit("turn", "rad", std::f64::consts::TAU, 0.0)),
    ("twh", unit("TWh", "J", 3600000000000000.0, 0.0)),
    ("volt", unit("V", "V", 1.0, 0.0)),
    ("volts", unit("V", "V", 1.0, 0.0)),
    ("watt", unit("W", "W", 1.0, 0.0)),
    ("watts", unit("W", "W", 1.0, 0.0)),
    ("yard", unit("yd", "m", 0.9144, 0.0)),
    ("yards", unit("yd", "m", 0.9144, 0.0)),
    ("yd", unit("yd", "m", 0.9144, 0.0)),
    ("yds", unit("yd", "m", 0.9144, 0.0)),
    ("µg", unit("μg", "kg", 1e-09, 0.0)),
    ("µm", unit("μm", "m", 1e-06, 0.0)),
    ("μg", unit("μg", "kg", 1e-09, 0.0)),
    ("μm", unit("μm", "m", 1e-06, 0.0)),
]);

/// Symbols of one or two letters that count only right behind digits ("30m", "5 g" is too little evidence), as written.
const SYMBOLS: &[(&str, Unit)] = &[
    ("C", unit("°C", "K", 1.0, 273.15)),
    ("F", unit("°F", "K", 5.0 / 9.0, 459.67 * 5.0 / 9.0)),
    ("GW", unit("GW", "W", 1e9, 0.0)),
    ("L", unit("L", "m³", 1e-3, 0.0)),
    ("MW", unit("MW", "W", 1e6, 0.0)),
    ("TW", unit("TW", "W", 1e12, 0.0)),
    ("V", unit("V", "V", 1.0, 0.0)),
    ("W", unit("W", "W", 1.0, 0.0)),
    ("g", unit("g", "kg", 1e-3, 0.0)),
    ("l", unit("L", "m³", 1e-3, 0.0)),
    ("m", unit("m", "m", 1.0, 0.0)),
    ("t", unit("t", "kg", 1e3, 0.0)),
];

/// Units of time below a line ("km/h", "miles per hour", "barrels a day"), with their seconds.
static PER_TIME: Table<(&str, f64)> = Table::of(&[
    ("day", ("d", 86400.0)),
    ("h", ("h", 3600.0)),
    ("hour", ("h", 3600.0)),
    ("hr", ("h", 3600.0)),
    ("millisecond", ("ms", 1e-3)),
    ("minute", ("min", 60.0)),
    ("ms", ("ms", 1e-3)),
    ("s", ("s", 1.0)),
    ("sec", ("s", 1.0)),
    ("second", ("s", 1.0)),
]);

/// Rates: unit, time, symbol, SI unit, factor. Others take their symbol from their parts and have no SI value.
const RATES: &[(&str, &str, Unit)] = &[
    ("km", "h", unit("km/h", "m/s", 1.0 / 3.6, 0.0)),
    ("mi", "h", unit("mph", "m/s", 0.44704, 0.0)),
    ("m", "s", unit("m/s", "m/s", 1.0, 0.0)),
    ("km", "s", unit("km/s", "m/s", 1e3, 0.0)),
    ("mi", "s", unit("mi/s", "m/s", 1609.344, 0.0)),
    ("ft", "s", unit("ft/s", "m/s", 0.3048, 0.0)),
    ("bbl", "d", unit("bbl/d", "m³/s", 0.158987294928 / 86400.0, 0.0)),
    ("L", "s", unit("L/s", "m³/s", 1e-3, 0.0)),
    ("L", "min", unit("L/min", "m³/s", 1e-3 / 60.0, 0.0)),
    ("L", "d", unit("L/d", "m³/s", 1e-3 / 86400.0, 0.0)),
    ("m³", "s", unit("m³/s", "m³/s", 1.0, 0.0)),
    ("t", "d", unit("t/d", "kg/s", 1e3 / 86400.0, 0.0)),
    ("m", "ms", unit("m/ms", "m/s", 1e3, 0.0)),
    ("cm", "ms", unit("cm/ms", "m/s", 10.0, 0.0)),
    ("km", "ms", unit("km/ms", "m/s", 1e6, 0.0)),
];

/// Squares and cubes of lengths.
const POWERS: &[(&str, &str, Unit)] = &[
    ("square", "km", unit("km²", "m²", 1e6, 0.0)),
    ("square", "m", unit("m²", "m²", 1.0, 0.0)),
    ("square", "cm", unit("cm²", "m²", 1e-4, 0.0)),
    ("square", "mi", unit("mi²", "m²", 2589988.110336, 0.0)),
    ("square", "ft", unit("ft²", "m²", 0.09290304, 0.0)),
    ("square", "yd", unit("yd²", "m²", 0.83612736, 0.0)),
    ("square", "in", unit("in²", "m²", 0.00064516, 0.0)),
    ("cubic", "m", unit("m³", "m³", 1.0, 0.0)),
    ("cubic", "km", unit("km³", "m³", 1e9, 0.0)),
    ("cubic", "cm", unit("cm³", "m³", 1e-6, 0.0)),
    ("cubic", "ft", unit("ft³", "m³", 0.028316846592, 0.0)),
    ("cubic", "yd", unit("yd³", "m³", 0.764554857984, 0.0)),
    ("cubic", "in", unit("in³", "m³", 1.6387064e-5, 0.0)),
    ("cubic", "mi", unit("mi³", "m³", 4_168_181_825.440_579, 0.0)),
];

/// Words that say of what a length is the measure: behind "m" or a double prime they make it one.
const EXTENTS: &[&str] = &["deep", "diameter", "distance", "high", "long", "tall", "thick", "wide"];

const FOOT: Unit = unit("ft", "m", 0.3048, 0.0);
const INCH: Unit = unit("in", "m", 0.0254, 0.0);
const TON: Unit = unit("t", "kg", 1e3, 0.0);
const DEGREE: Unit = unit("°", "", 0.0, 0.0);

/// A measure read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The piece behind it.
    pub end: usize,
    /// In what.
    pub unit: Unit,
    /// What must be added to the value ("5 ft 2 in": 2/12).
    pub plus: f64,
}

/// Reads the unit behind the number that ends before `i`.
pub fn after(p: &Pieces, i: usize, number: &Number) -> Option<Measured> {
    if p.gap(i).contains('\n') {
        return None;
    }
    let (i, close) =
        if matches!(p.at(i), "[" | "<") { (i + 1, usize::from(matches!(p.at(i + 2), "]" | ">"))) } else { (i, 0) };
    let at = p.past_hyphen(i);
    if let Some(measured) = degrees(p, at) {
        return Some(measured);
    }
    if let Some(measured) = primes(p, i, number) {
        return Some(measured);
    }
    let (unit, end) = simple(p, at, number)?;
    let (unit, end) = rate(p, unit, end).unwrap_or((unit, end));
    let plus = if unit == FOOT { inches_more(p, end) } else { None };
    let (plus, end) = plus.unwrap_or((0.0, end));
    Some(Measured { end: end + close, unit, plus })
}

/// Whether the name of a unit or period stands at `i`.
pub fn is_unit(p: &Pieces, i: usize) -> bool {
    p.is_word(i) && (UNITS.get(p.at(i)).is_some() || super::durations::period(p, i).is_some() && p.at(i).ends_with('s'))
        || p.any(i, &["square", "cubic", "metric", "nautical", "degrees"])
}

/// One unit without a rate: "km", "square metres", "metric tons", "sq ft", "light years".
fn simple(p: &Pieces, at: usize, number: &Number) -> Option<(Unit, usize)> {
    let power = match () {
        () if p.any(at, &["square", "sq"]) => "square",
        () if p.any(at, &["cubic", "cu"]) => "cubic",
        () => "",
    };
    if !power.is_empty() {
        let point = usize::from(p.at(at + 1) == "." && p.joined(at + 1));
        let name = p.past_hyphen(at + 1 + point);
        let base = UNITS.get(p.at(name)).or_else(|| (p.at(name) == "m").then_some(unit("m", "m", 1.0, 0.0)))?;
        let found = POWERS.iter().find(|(kind, symbol, _)| *kind == power && *symbol == base.symbol)?;
        return Some((found.2, name + 1));
    }
    if p.any(at, &["metric", "long", "short"]) && p.any(at + 1, &["ton", "tons", "tonne", "tonnes"]) {
        let unit = match p.at(at) {
            "metric" => TON,
            "long" => unit("long ton", "kg", 1016.0469088, 0.0),
            _ => unit("ton", "kg", 907.18474, 0.0),
        };
        return Some((unit, at + 2));
    }
    if p.any(at, &["nautical", "sea"]) && p.any(at + 1, &["mile", "miles"]) {
        return Some((unit("nmi", "m", 1852.0, 0.0), at + 2));
    }
    if p.is(at, "light") && p.any(p.past_hyphen(at + 1), &["year", "years"]) {
        return Some((unit("ly", "m", 9.4607304725808e15, 0.0), p.past_hyphen(at + 1) + 1));
    }
    if p.any(at, &["fluid", "fl", "troy"]) && p.any(at + 1, &["ounce", "ounces", "oz"]) {
        let troy = p.is(at, "troy");
        let unit =
            if troy { unit("oz t", "kg", 0.0311034768, 0.0) } else { unit("fl oz", "m³", 2.95735295625e-5, 0.0) };
        return Some((unit, at + 2));
    }
    if let Some(unit) = symbol(p, at, number) {
        return Some((unit, at + 1));
    }
    let found = UNITS.get(p.at(at))?;
    // "kilowatt-hours", "two feet" of a dancer is a measure all the same; "three turns", "one bit" are words
    let (found, end) = match found.symbol {
        "kW" | "MW" | "GW" | "TW" if p.any(p.past_hyphen(at + 1), &["hour", "hours"]) => {
            (watt_hours(found), p.past_hyphen(at + 1) + 1)
        }
        _ => (found, at + 1),
    };
    let word =
        matches!(found.symbol, "turn" | "bit" | "st" | "pt") && number.form == Form::Words && number.value == Some(1.0);
    // "the 20 foot soldiers"
    let soldiers = p.is(at, "foot") && p.any(end, &["soldier", "soldiers", "patrol", "patrols"]);
    // "6 mi" needs the digits beside it; "200 kt" as well
    let rare = p.at(at).len() <= 3
        && !p.at(at).bytes().all(|b| b.is_ascii_lowercase())
        && p.at(at).bytes().all(|b| b.is_ascii_lowercase());
    (!word && !soldiers && !rare).then_some((found, end))
}

fn watt_hours(power: Unit) -> Unit {
    match power.symbol {
        "kW" => unit("kWh", "J", 3.6e6, 0.0),
        "MW" => unit("MWh", "J", 3.6e9, 0.0),
        "GW" => unit("GWh", "J", 3.6e12, 0.0),
        _ => unit("TWh", "J", 3.6e15, 0.0),
    }
}

/// Symbols whose case and place matter.
fn symbol(p: &Pieces, at: usize, number: &Number) -> Option<Unit> {
    let text = p.at(at);
    let found = SYMBOLS.iter().find(|(symbol, _)| *symbol == text)?.1;
    let digits = matches!(number.form, Form::Plain | Form::Digits | Form::Part);
    let touching = p.joined(at);
    let good = match text {
        "GW" | "MW" | "TW" => true,
        // "5m people" are five million; metres have an extent, a race or nothing behind them
        "m" => {
            touching && number.scale == 1.0 && !counted_follows(p, at + 1)
                || !touching && (extent(p, at + 1) || lone(p, at + 1))
        }
        "C" | "F" => false,
        "t" | "g" | "l" | "L" | "W" | "V" => touching || extent(p, at + 1),
        _ => touching,
    };
    (digits && good).then_some(found)
}

/// Whether a plural in lower case follows, which "m" before it would count in millions.
fn counted_follows(p: &Pieces, at: usize) -> bool {
    let word = p.at(at);
    p.is_word(at)
        && !extent(p, at)
        && (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") || p.any(at, &["people", "of"]))
}

fn extent(p: &Pieces, at: usize) -> bool {
    p.any(at, EXTENTS)
}

/// Whether nothing that could be counted follows: punctuation, or a small word.
fn lone(p: &Pieces, at: usize) -> bool {
    !p.is_word(at) || p.any(at, &["x", "by", "from", "and", "away", "above", "below", "of", "or", "in", "to"])
}

/// "°C", "degrees Celsius", "degrees".
fn degrees(p: &Pieces, at: usize) -> Option<Measured> {
    let done = |end, unit| Some(Measured { end, unit, plus: 0.0 });
    let temperature = |at: usize| match p.at(at) {
        "C" | "c" => Some(unit("°C", "K", 1.0, 273.15)),
        "F" | "f" => Some(unit("°F", "K", 5.0 / 9.0, 459.67 * 5.0 / 9.0)),
        word => UNITS.get(word).filter(|unit| unit.si == "K"),
    };
    match p.at(at) {
        "℃" => return done(at + 1, unit("°C", "K", 1.0, 273.15)),
        "℉" => return done(at + 1, unit("°F", "K", 5.0 / 9.0, 459.67 * 5.0 / 9.0)),
        "°" | "º" => {
            return match temperature(at + 1) {
                Some(unit) => done(at + 2, unit),
                None => done(at + 1, DEGREE),
            };
        }
        _ => {}
    }
    if !p.any(at, &["degree", "degrees", "deg"]) {
        return None;
    }
    let point = usize::from(p.is(at, "deg") && p.at(at + 1) == "." && p.joined(at + 1));
    let behind = p.past_hyphen(at + 1 + point);
    match temperature(behind) {
        Some(unit) => done(behind + 1, unit),
        None => done(at + 1 + point, DEGREE),
    }
}

/// Feet and inches by primes: 5'10" is a height; a double prime alone counts only before an extent, for it is mostly a closing quote.
fn primes(p: &Pieces, i: usize, number: &Number) -> Option<Measured> {
    let foot = |at: usize| matches!(p.at(at), "'" | "′" | "’");
    let inch = |at: usize| matches!(p.at(at), "\"" | "″" | "”");
    if matches!(number.form, Form::Words | Form::Ordinal | Form::Vague) {
        return None;
    }
    if p.joined(i) && foot(i) && p.joined(i + 1) && p.is_number(i + 1) && p.joined(i + 2) && inch(i + 2) {
        let inches: f64 = p.at(i + 1).parse().ok()?;
        return (inches < 12.0).then_some(Measured { end: i + 3, unit: FOOT, plus: inches / 12.0 });
    }
    let sure = p.at(i) == "″" || (inch(i) && extent(p, i + 1));
    sure.then_some(Measured { end: i + 1, unit: INCH, plus: 0.0 })
}

/// "2 in", "and 2 inches", "-10" behind feet.
fn inches_more(p: &Pieces, end: usize) -> Option<(f64, usize)> {
    let hyphen = p.hyphen(end);
    let at = if hyphen || p.is(end, "and") || p.at(end) == "," { end + 1 } else { end };
    let inches: f64 = match super::amount::number(p, at, super::amount::Letters::Unit) {
        Some(number) if number.start == at && number.scale == 1.0 => number.value.filter(|value| *value < 12.0)?,
        _ => return None,
    };
    let behind = super::amount::number(p, at, super::amount::Letters::Unit)?.end;
    let named = p.any(behind, &["in", "inch", "inches"])
        && !(p.is(behind, "in") && p.is_word(behind + 1) && !extent(p, behind + 1));
    if named {
        return Some((inches / 12.0, behind + 1));
    }
    hyphen.then_some((inches / 12.0, behind))
}

/// "per hour", "/h", "a day", "an hour".
fn rate(p: &Pieces, base: Unit, end: usize) -> Option<(Unit, usize)> {
    let at = match p.at(end) {
        "/" => end + 1,
        word if word.eq_ignore_ascii_case("per") => end + 1,
        // "barrels a day", "miles an hour"; "eggs a day" have no unit
        word if (word == "a" || word == "an") && p.any(end + 1, &["day", "hour", "minute", "second"]) => end + 1,
        _ => return None,
    };
    let (time, _) = PER_TIME.get(p.at(at))?;
    let found = RATES.iter().find(|(symbol, per, _)| *symbol == base.symbol && *per == time)?;
    Some((found.2, at + 1))
}
