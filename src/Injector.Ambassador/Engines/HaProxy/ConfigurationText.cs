using System.Globalization;
using System.Text;

namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>The text of a haproxy.cfg: sections with indented lines.</summary>
internal sealed class ConfigurationText
{
    private readonly StringBuilder _text = new();

    public void Section(string keyword, string name = "")
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _text.Append(keyword).Append(name.Length > 0 ? " " : "").Append(name).Append('\n');
    }

    public void Line(FormattableString line) => _text.Append("    ").Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    public void LineIf(bool condition, FormattableString line)
    {
        if (condition)
        {
            Line(line);
        }
    }

    public override string ToString() => _text.ToString();

    /// <summary>A time in HAProxy's notation. All times that a user can set are whole milliseconds.</summary>
    public static string Time(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / TimeSpan.TicksPerSecond}s")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / TimeSpan.TicksPerMillisecond}ms");
}
