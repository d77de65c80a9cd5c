using System.Diagnostics;
using Injector.Yaml.Reading;

namespace Injector.Benchmarks.Mutations;

/// <summary>Times the reader on texts that are made to be dear, at a length and at its double: 2 is linear, 4 quadratic.</summary>
internal static class YamlShapes
{
    private static readonly (string Name, Func<int, string> Make)[] Shapes =
    [
        ("open brackets", n => new string('[', n)), ("open braces", n => new string('{', n)), ("dashes", n => string.Concat(Enumerable.Repeat("- ", n / 2))),
        ("question marks", n => string.Concat(Enumerable.Repeat("? ", n / 2))), ("one long word", n => new string('a', n)), ("one long comment", n => "a: b #" + new string('x', n)),
        ("colons", n => new string(':', n)), ("quotes", n => new string('\'', n)), ("one open quote", n => "\"" + new string('x', n)), ("line breaks", n => new string('\n', n)),
        ("folded lines", n => "a: " + string.Concat(Enumerable.Repeat("b\n ", n / 3))), ("keys of one line", n => "{" + string.Concat(Enumerable.Range(0, n / 8).Select(i => $"k{i}: 1, ")) + "}"),
        ("items", n => "[" + string.Concat(Enumerable.Repeat("a,", n / 2)) + "]"), ("anchors", n => "[" + string.Concat(Enumerable.Range(0, n / 8).Select(i => $"&a{i} b,")) + "]"),
        ("block text", n => "a: |\n" + string.Concat(Enumerable.Repeat("  x\n", n / 4))), ("block of blanks", n => "a: |\n" + new string(' ', n)), ("spaces", n => "a:" + new string(' ', n) + "b"),
        ("escapes", n => "\"" + string.Concat(Enumerable.Repeat("\\u00e9", n / 6)) + "\""), ("tags", n => "a: !" + new string('x', n)), ("documents", n => string.Concat(Enumerable.Repeat("---\n", n / 4))),
        ("deep blocks", n => string.Concat(Enumerable.Range(0, 60).Select(i => new string(' ', i) + "a:\n")) + new string(' ', 60) + new string('b', n)), ("directives", n => string.Concat(Enumerable.Range(0, n / 12).Select(i => $"%TAG !a{i}! x\n"))),
        ("nested flow", n => string.Concat(Enumerable.Repeat("- [[[[[[[[a]]]]]]]]\n", n / 20))), ("tabs", n => "a:" + new string('\t', n)), ("merges", n => "a: &a {b: c}\nd:\n" + string.Concat(Enumerable.Repeat("  <<: *a\n", n / 10))),
    ];

    public static int Run()
    {
        Console.WriteLine($"{"shape",-20} {"128 KiB",10} {"256 KiB",10}  ratio  1 MiB");
        foreach (var (name, make) in Shapes)
        {
            _ = Time(make(4096));
            var (once, twice, most) = (Time(make(128 * 1024)), Time(make(256 * 1024)), Time(make(1024 * 1024)));
            Console.WriteLine($"{name,-20} {once,8:F1}ms {twice,8:F1}ms  {twice / once,5:F1} {most,8:F1}ms");
        }

        return 0;
    }

    private static double Time(string text) => Enum.GetValues<YamlSchema>().Max(schema =>
    {
        var watch = Stopwatch.StartNew();
        _ = YamlTreeReader.Read(text, schema, int.MaxValue);
        return watch.Elapsed.TotalMilliseconds;
    });
}
