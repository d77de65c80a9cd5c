using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Injector.Testing.Protobuf;

/// <summary>Holds a value to the rules of its field.</summary>
internal static class RuleOracle
{
    /// <summary>Reports the rules that a value breaks. A value of the wrong type was reported before and is passed over.</summary>
    public static void Evaluate(Dictionary<string, object> rules, JsonElement value, EvaluatedValue at)
    {
        foreach (var (kind, rule) in rules)
        {
            if (rule is not Dictionary<string, object> of)
            {
                continue;
            }

            switch (kind)
            {
                case "string" when value.ValueKind is JsonValueKind.String:
                    Text(of, value.GetString()!, at);
                    break;
                case "repeated" when value.ValueKind is JsonValueKind.Array:
                    Items(of, value, at);
                    break;
                case "map" when value.ValueKind is JsonValueKind.Object:
                    Count(of, "min_pairs", "max_pairs", value.EnumerateObject().Count(), "entries", at);
                    break;
                case "duration" when WellKnownOracle.Seconds(value) is { } seconds:
                    Range(of, seconds, Seconds, "s", at);
                    break;
                case "float" or "double" or "int32" or "int64" or "uint32" or "uint64" when value.ValueKind is JsonValueKind.Number:
                    Range(of, value.GetDecimal(), Number, "", at);
                    break;
                case "bool" when of.TryGetValue("const", out var constant) && value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    Expect(value.GetBoolean() == (bool)of["const"], $"must be {of["const"]}", at);
                    break;
            }
        }
    }

    /// <summary>Reports an enum's value that its rules do not allow.</summary>
    public static void Number(Dictionary<string, object> rules, int number, EnumDescriptor type, EvaluatedValue at)
    {
        if (rules.TryGetValue("enum", out var rule) && ((Dictionary<string, object>)rule).TryGetValue("not_in", out var list))
        {
            Expect(!((List<object>)list).Contains((decimal)number), $"{type.FindValueByNumber(number).Name} is not allowed", at);
        }
    }

    private static void Text(Dictionary<string, object> rules, string text, EvaluatedValue at)
    {
        if (text.Length == 0 && rules.TryGetValue("ignore_empty", out var ignore) && ignore is true)
        {
            return;
        }

        Count(rules, "min_len", "max_len", text.EnumerateRunes().Count(), "characters", at);
        Count(rules, "min_bytes", "max_bytes", Encoding.UTF8.GetByteCount(text), "bytes", at);
        if (rules.TryGetValue("pattern", out var pattern))
        {
            Expect(Regex.IsMatch(text, (string)pattern, RegexOptions.CultureInvariant), $"'{text}' does not match {pattern}", at);
        }

        if (rules.TryGetValue("prefix", out var prefix))
        {
            Expect(text.StartsWith((string)prefix, StringComparison.Ordinal), $"'{text}' does not begin with {prefix}", at);
        }

        if (rules.TryGetValue("in", out var list))
        {
            Expect(((List<object>)list).Contains(text), $"'{text}' is none of {string.Join(", ", (List<object>)list)}", at);
        }

        if (rules.ContainsKey("well_known_regex"))
        {
            Expect(text.AsSpan().IndexOfAny('\0', '\r', '\n') < 0, $"'{text}' holds a line break or NUL", at);
        }
    }

    private static void Items(Dictionary<string, object> rules, JsonElement value, EvaluatedValue at)
    {
        Count(rules, "min_items", "max_items", value.GetArrayLength(), "items", at);
        if (rules.TryGetValue("unique", out var unique) && unique is true)
        {
            var texts = value.EnumerateArray().Select(item => item.GetRawText()).ToArray();
            Expect(texts.Distinct(StringComparer.Ordinal).Count() == texts.Length, "has an item twice", at);
        }

        if (rules.TryGetValue("items", out var items))
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
            {
                Evaluate((Dictionary<string, object>)items, item, at.Item(index));
            }
        }
    }

    private static void Count(Dictionary<string, object> rules, string least, string most, int count, string what, EvaluatedValue at)
    {
        if (rules.TryGetValue(least, out var minimum))
        {
            Expect(count >= (decimal)minimum, $"has {count} {what}, at least {minimum} are needed", at);
        }

        if (rules.TryGetValue(most, out var maximum))
        {
            Expect(count <= (decimal)maximum, $"has {count} {what}, at most {maximum} are allowed", at);
        }
    }

    private static void Range(Dictionary<string, object> rules, decimal value, Func<object, decimal> number, string unit, EvaluatedValue at)
    {
        foreach (var (rule, bound) in rules)
        {
            var broken = rule switch
            {
                "gt" => value <= number(bound),
                "gte" => value < number(bound),
                "lt" => value >= number(bound),
                "lte" => value > number(bound),
                "const" => value != number(bound),
                "in" => !((List<object>)bound).Exists(item => number(item) == value),
                _ => false,
            };
            var limit = rule == "in" || !broken ? "" : number(bound).ToString(CultureInfo.InvariantCulture);
            Expect(!broken, $"{value.ToString(CultureInfo.InvariantCulture)}{unit} breaks the rule {rule} {limit}{unit}", at);
        }
    }

    private static decimal Number(object bound) => Convert.ToDecimal(bound, CultureInfo.InvariantCulture);

    private static decimal Seconds(object bound)
    {
        var duration = (Dictionary<string, object>)bound;
        return Part(duration, "seconds") + (Part(duration, "nanos") / 1_000_000_000m);
    }

    private static decimal Part(Dictionary<string, object> duration, string name) => duration.TryGetValue(name, out var part) ? (decimal)part : 0;

    private static void Expect(bool holds, string finding, EvaluatedValue at)
    {
        if (!holds)
        {
            at.Report(finding);
        }
    }
}
