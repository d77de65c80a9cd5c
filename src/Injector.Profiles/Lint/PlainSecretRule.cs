using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Templates;
using Injector.Yaml.Nodes;

namespace Injector.Profiles.Lint;

/// <summary>Finds secrets in plain text: anyone who may read profiles or pods can read them, and they end up in logs and histories. They are never quoted.</summary>
internal static class PlainSecretRule
{
    private const string Code = "plain-text-secret";

    private const string Instead = "keep it in a Secret and write valueFrom: {secretKeyRef: {name: …, key: …}}, or mount the Secret as a volume";

    /// <summary>Fields that name an object or one of its keys: a parameter used there is a name, not a secret.</summary>
    private static readonly string[] Naming =
    [
        "secretName", "secretRef", "secretKeyRef", "secret", "configMap", "configMapRef", "configMapKeyRef", "imagePullSecrets", "nodePublishSecretRef",
    ];

    internal static void Check(LintContext context)
    {
        CheckParameters(context);
        foreach (var entry in context.Spec.Entries.Where(entry => entry.Name is not ("parameters" or "description" or "warnings" or "groups")))
        {
            Walk(entry.Value, context);
        }
    }

    private static void CheckParameters(LintContext context)
    {
        var names = Names(context.Spec, false).ToHashSet(StringComparer.Ordinal);
        foreach (var (parameter, source) in context.Parameters)
        {
            var isSecret = (parameter.Type is ParameterType.List ? parameter.ItemType : parameter.Type) is ParameterType.String or ParameterType.Text
                && SecretNames.IsSecret(parameter.Name) && !names.Contains(parameter.Name);
            var @default = parameter.DefaultText ?? "";
            if (SecretNames.HoldsOne(@default) || (isSecret && SecretNames.IsPlain(@default)))
            {
                context.Warn(Code, source["default"]!.Location, $"holds a secret that everybody reads who reads the profile; let the parameter name a Secret, and {Instead}");
            }
            else if (isSecret && parameter.AllowedValues.IsEmpty)
            {
                context.Warn(
                    Code, source["name"]!.Location,
                    $"a value of '{parameter.Name}' would stand in an annotation, which everybody reads who may read pods; let the parameter name a Secret (call it {parameter.Name}Secret), and {Instead}");
            }
        }
    }

    private static void Walk(TreeNode node, LintContext context)
    {
        switch (node)
        {
            case MappingNode mapping:
                if (mapping["name"] is ScalarNode { Kind: ScalarKind.String } name && mapping["value"] is { } value)
                {
                    CheckNamed(name.JsonText, value, context);
                }

                foreach (var entry in mapping.Entries)
                {
                    CheckNamed(entry.Name, entry.Value, context);
                    Walk(entry.Value, context);
                }

                break;
            case SequenceNode sequence:
                WalkItems(sequence, context);
                break;
            case ScalarNode { Kind: ScalarKind.String } scalar:
                CheckText(scalar, context);
                break;
        }
    }

    /// <summary>Checks items one by one, and each as the value of an option before it, as in <c>[--password, x]</c>.</summary>
    private static void WalkItems(SequenceNode sequence, LintContext context)
    {
        TreeNode? before = null;
        foreach (var item in sequence.Items)
        {
            if (before is ScalarNode { Kind: ScalarKind.String } option && option.JsonText.StartsWith('-') && !option.JsonText.Contains('='))
            {
                CheckNamed(option.JsonText, item, context);
            }

            Walk(item, context);
            before = item;
        }
    }

    private static void CheckNamed(string name, TreeNode value, LintContext context)
    {
        if (WrittenTree.Plain(value) is ScalarNode { Kind: ScalarKind.String } scalar && SecretNames.IsSecret(name) && SecretNames.IsPlain(scalar.JsonText))
        {
            Warn(name, scalar, context);
        }
    }

    private static void CheckText(ScalarNode scalar, LintContext context)
    {
        var text = scalar.JsonText;
        if (SecretNames.HoldsOne(text))
        {
            context.Warn(Code, scalar.Location, $"holds a private key, or a URL with a password, in plain text; {Instead}");
        }
        else if (SecretNames.Settings(text).FirstOrDefault(setting => SecretNames.IsSecret(setting.Name) && SecretNames.IsPlain(setting.Value)) is { Name: { } name })
        {
            Warn(name, scalar, context);
        }
    }

    private static void Warn(string name, ScalarNode scalar, LintContext context) =>
        context.Warn(Code, scalar.Location, $"'{name.TrimStart('-')}' stands here in plain text, which everybody reads who may read the profile or pods with it; {Instead}");

    /// <summary>Names of the parameters used in fields that name an object or its key.</summary>
    private static IEnumerable<string> Names(TreeNode node, bool isName) => node switch
    {
        MappingNode mapping => mapping.Entries.SelectMany(entry => Names(entry.Value, isName || Naming.Contains(entry.Name))),
        SequenceNode sequence => sequence.Items.SelectMany(item => Names(item, isName)),
        ScalarNode { Kind: ScalarKind.String } scalar when isName => Parameters(LintContext.Parse(scalar)),
        _ => [],
    };

    private static IEnumerable<string> Parameters(TemplateNode? template) => template switch
    {
        TemplateNode.Variable { Reference: { Root: "params" } reference } => [reference.Name],
        TemplateNode.Text text => text.Segments.Select(segment => segment.Reference).OfType<VariableReference>().Where(reference => reference.Root == "params").Select(reference => reference.Name),
        _ => [],
    };
}
