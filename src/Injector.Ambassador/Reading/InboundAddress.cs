using Injector.Ambassador.Options;
using Injector.Ambassador.Texts;

namespace Injector.Ambassador.Reading;

/// <summary>Reads where inbound requests go: <c>https://localhost:8080</c>. The scheme is what clients speak; the application is always asked in plain.</summary>
internal static class InboundAddress
{
    /// <summary>The scheme and the application's port; <see langword="null"/> when something is wrong, which is then on the list.</summary>
    public static (UpstreamScheme Scheme, int Port)? Read(PlacedText text, ProblemList problems)
    {
        if (!text.TryCut("://", out var schemeText, out var rest) || UpstreamScheme.Find(schemeText.Text) is not { } scheme)
        {
            problems.Add(schemeText, $"is not a scheme; write for example https://localhost:8080 with one of {UpstreamScheme.Names}");
            return null;
        }

        if (!rest.TryCut(":", out var host, out var portText) || host.Text is not ("localhost" or "127.0.0.1"))
        {
            problems.Add(rest, "is not a port of the application; write localhost:PORT, for example https://localhost:8080");
            return null;
        }

        if (OptionValues.Number(portText.Text, 1, 65535) is not { } port)
        {
            problems.Add(portText, "is not a port (1 to 65535)");
            return null;
        }

        return (scheme, port);
    }
}
