using System.CommandLine;
using System.CommandLine.Invocation;
using Injector.Output;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary>The option <c>--version</c>, which says the same as the command of that name.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <summary>The version for people.</summary>
    public static string Text => $"injector {BuildVersion.Number}";

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        new DisplayWriter(parseResult.InvocationConfiguration.Output).WriteLine(Text);
        return ExitCodes.Done;
    }
}
