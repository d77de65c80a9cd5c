using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.Rules;

/// <summary>Rules for the ports of a container.</summary>
internal static class PortRules
{
    private const int HighestPort = 65535;
    private const int MaxNameLength = 15;

    /// <summary>Checks the rendered ports of one container.</summary>
    internal static void Check(TemplateNode.Object container, RuleContext context)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<(long, string)>();
        foreach (var port in container.Objects("ports"))
        {
            CheckNumber(port, "containerPort", context);
            CheckNumber(port, "hostPort", context);
            if (port.Text("name") is { } name && !(IsName(name) && names.Add(name)))
            {
                context.Wrong(port.Find("name")!, IsName(name)
                    ? $"two ports of this container are called '{name}'"
                    : $"'{name}' is not a port name: up to {MaxNameLength} lower-case letters, digits and single inner hyphens, at least one letter");
            }

            if (port.Integer("containerPort") is { } number && !numbers.Add((number, port.Text("protocol") ?? "TCP")))
            {
                context.Wrong(port.Find("containerPort")!, $"this container states port {number} twice");
            }
        }
    }

    /// <summary>Checks the port of a probe or a lifecycle handler, which may be a number or a name.</summary>
    internal static void CheckTarget(TemplateNode.Object handler, TemplateNode.Object container, RuleContext context)
    {
        CheckNumber(handler, "port", context);
        if (handler.Text("port") is not { } name)
        {
            return;
        }

        if (!container.Objects("ports").Any(port => port.Text("name") == name))
        {
            context.Wrong(handler.Find("port")!, $"the container has no port called '{name}'");
        }
    }

    private static void CheckNumber(TemplateNode.Object owner, string field, RuleContext context)
    {
        if (owner.Integer(field) is { } number and not (>= 1 and <= HighestPort))
        {
            context.Wrong(owner.Find(field)!, $"{number} is not a port number (1 to {HighestPort})");
        }
    }

    /// <summary>IANA service names (RFC 6335), as Kubernetes accepts them.</summary>
    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal)
        && name.Any(char.IsAsciiLetterLower)
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
