using System.CommandLine;
using Injector.Manifests.Injection;

namespace Injector.Options;

/// <summary>The option <c>--template</c>, the same in every command that edits or explains manifests.</summary>
internal static class TemplateOption
{
    /// <summary>Creates the option.</summary>
    public static Option<TemplateKinds?> Make() => new("--template")
    {
        HelpName = "KIND.GROUP=PATH",
        Description = "A kind of others that carries a pod template, and where, such as Service.serving.knative.dev=spec.template, or with [*] for each item of a list; may be repeated.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var kinds = new TemplateKinds();
            foreach (var token in result.Tokens)
            {
                if (!kinds.TryAdd(token.Value))
                {
                    result.AddError($"--template '{token.Value}' is not a kind with the path to its pod template; write KIND.GROUP=PATH, such as Service.serving.knative.dev=spec.template.");
                }
            }

            return kinds;
        },
    };
}
