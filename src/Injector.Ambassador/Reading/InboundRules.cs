using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;
using Injector.Grammar.Names;

namespace Injector.Ambassador.Reading;

/// <summary>The grammars of an inbound route's parts; each gives <see langword="null"/> for what breaks its rule, which is then on the list.</summary>
internal static class InboundRules
{
    public static int? Port(PlacedText text, ProblemList problems)
    {
        var port = OptionValues.Number(text.Text, 1024, 65535);
        if (port is null)
        {
            problems.Add(text, "is not a port to listen on (1024 to 65535, since the sidecar does not run as root)");
        }

        return port;
    }

    public static string? Host(PlacedText text, ProblemList problems)
    {
        if (DnsName.IsSubdomain(text.Text))
        {
            return text.Text;
        }

        problems.Add(text, "is not a host (a DNS name in lower case)");
        return null;
    }

    /// <summary>A path without the slash at its end.</summary>
    public static string? Path(PlacedText text, ProblemList problems)
    {
        if (NameGrammar.IsPath(text.Text))
        {
            return text.Text.Length == 1 ? text.Text : text.Text.TrimEnd('/');
        }

        problems.Add(text, "is not a path (it begins with /, and has letters, digits and . _ ~ - + @ : only, no //, no . or .. segment)");
        return null;
    }
}
