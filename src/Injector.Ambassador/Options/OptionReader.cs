using Injector.Ambassador.Texts;
using Injector.Grammar.Messages;

namespace Injector.Ambassador.Options;

/// <summary>Reads options, one by one, and says where one means nothing.</summary>
internal sealed class OptionReader(OptionUse direction, ProblemList problems)
{
    /// <summary>Reads <c>name=value&amp;name=value</c>.</summary>
    public TrafficOptions ReadQuery(PlacedText query)
    {
        var options = TrafficOptions.None;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&'))
        {
            if (!pair.TryCut("=", out var name, out var value))
            {
                problems.Add(pair, "is not name=value; options follow the ? and are joined by &");
            }
            else if (!names.Add(name.Text))
            {
                problems.Add(name, "is there twice; write each option once");
            }
            else
            {
                options = Set(options, name, value);
            }
        }

        return options;
    }

    /// <summary>Sets one option.</summary>
    public TrafficOptions Set(TrafficOptions options, PlacedText name, PlacedText value)
    {
        if (OptionCatalogue.Find(name.Text) is not { } option || (option.Use & direction) == 0)
        {
            problems.Add(name, $"is not an option here; there are {string.Join(", ", Known())}");
            return options;
        }

        if (option.Set(options, value.Text) is { } changed)
        {
            return changed;
        }

        problems.AddAt(value, $"{name.Text}: {Quoted.Text(value.Text)} {option.Rule}");
        return options;
    }

    /// <summary>Says which options mean nothing for a scheme.</summary>
    public void CheckFit(TrafficOptions options, UpstreamScheme scheme, PlacedText place)
    {
        foreach (var option in OptionCatalogue.All.Where(option => option.IsSet(options)))
        {
            if (option.Use.HasFlag(OptionUse.HttpOnly) && !scheme.IsHttp)
            {
                problems.AddAt(place, $"option {option.Name} speaks of requests, and {scheme.Name} has none; remove it, or write http, https, h2c, grpc or grpcs");
            }

            if (option.Use.HasFlag(OptionUse.TlsOnly) && !scheme.IsTls)
            {
                problems.AddAt(place, $"option {option.Name} speaks of TLS, and {scheme.Name} is plain; remove it, or write https, grpcs or tls");
            }
        }
    }

    private IEnumerable<string> Known() => OptionCatalogue.All.Where(option => (option.Use & direction) != 0).Select(option => option.Name);
}
