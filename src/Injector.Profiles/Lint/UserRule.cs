using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>
/// Finds containers that the kubelet refuses to start if the user of their image is root or a name: <c>runAsNonRoot</c> is set by default, and it only accepts
/// numeric users (<c>verifyRunAsNonRoot</c> of the kubelet, which ends in <c>CreateContainerConfigError</c>). A profile's reader does not see the image, so the
/// rule warns when the profile sets no user.
/// </summary>
internal static class UserRule
{
    private const string Code = "no-run-as-user";

    private const string Consequence =
        "the container runs as its image's user, and since runAsNonRoot is true (filled in where it is not stated) an image whose user is root or a name ends in CreateContainerConfigError";

    internal static void Check(LintContext context)
    {
        foreach (var (entry, container) in context.Containers)
        {
            if (TakesTheApplications(entry, container))
            {
                continue;
            }

            var security = container["securityContext"] as MappingNode;
            if (Text(security?["runAsNonRoot"], context) is "false")
            {
                continue;
            }

            if (security?["runAsUser"] is not { } user)
            {
                context.Warn(
                    Code, (security ?? container).Location,
                    $"states no runAsUser: {Consequence}; write securityContext: {{runAsUser: 65532}}, or the number that the image is made for, or runAsNonRoot: false where it has to be root");
            }
            else if (Explain(user, context) is { } message)
            {
                context.Warn(Code, user.Location, message);
            }
        }
    }

    /// <summary>Whether image or security context are those of the application, which knows its user.</summary>
    private static bool TakesTheApplications(MappingNode entry, MappingNode container) =>
        container.Text("image") == "$(app.image)"
        || (entry["copy"] as SequenceNode)?.Items.Exists(item => item is ScalarNode { JsonText: "securityContext" }) == true;

    private static string? Explain(TreeNode user, LintContext context) => (LintContext.Parse(user), context.ParameterOf(user)) switch
    {
        (TemplateNode.Variable { Reference.Root: "app" }, _) =>
            $"has no value where the application states no user, and then {Consequence}; take a parameter with defaultFrom: app.user and a default",
        (_, { Default: TemplateValue.Absent, Required: false, RequiredWhen: null } parameter) =>
            $"has no value where a pod sets no '{parameter.Name}', and then {Consequence}; give the parameter a default such as 65532",
        (_, { Type: ParameterType.Integer, AllowedValues.IsEmpty: true } parameter) when !(parameter.Minimum?.Amount >= 1) =>
            $"may be 0, and then the container runs as root; write minimum: 1 at the parameter '{parameter.Name}', or runAsNonRoot: false beside it where it may",
        _ => null,
    };

    /// <summary>The value in the profile: a constant, or the default of a parameter.</summary>
    private static string? Text(TreeNode? node, LintContext context) =>
        context.ParameterOf(node) is { } parameter ? parameter.Default.AsText() : (node as ScalarNode)?.JsonText;
}
