using System.CommandLine;
using Injector.Diagnostics.Facts;

namespace Injector.Options;

/// <summary>The options that say how Injector was installed in a cluster, alike in every command that looks at one.</summary>
internal sealed class InstallationOptions
{
    private static readonly CheckScope Defaults = new();

    private readonly Option<string> _configuration = ScopeOptions.Text("--configuration", "NAME", "Name of the webhook configurations.", Defaults.Configuration);
    private readonly Option<string> _ownNamespace =
        ScopeOptions.Text("--own-namespace", "NS", "Namespace of Injector, where the webhook configuration names none.", Defaults.OwnNamespace);

    private readonly Option<string> _prefix =
        ScopeOptions.Text("--annotation-prefix", "PREFIX", "Prefix of annotations and labels, where the webhook's own configuration cannot be read.", Defaults.Keys.Prefix);

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_configuration, _ownNamespace, _prefix])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The scope that the options state; what else there is to a scope has its defaults.</summary>
    public CheckScope Read(ParseResult arguments) => Defaults with
    {
        Configuration = arguments.GetValue(_configuration)!,
        OwnNamespace = arguments.GetValue(_ownNamespace)!,
        Keys = new(arguments.GetValue(_prefix)!),
        IsPrefixGiven = arguments.GetResult(_prefix) is { Implicit: false },
    };
}
