using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Core.Requests;
using Injector.Core.Settings;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// Determines the user that a container runs as: the one in an annotation, else the profile's, unless that is fixed and fixed users are omitted. Root is never
/// omitted, because a container that needs it does not work as any other user.
/// </summary>
internal static class UserOverrider
{
    private static readonly string[] Numbers = ["runAsUser", "runAsGroup"];

    public static void Apply(Preparation preparation, ProfileContainer template, JsonDraftNode container)
    {
        var context = container.Edit("securityContext");
        if (!context.IsObject)
        {
            return;
        }

        if (preparation.Binding.Overrides.User is { } wanted)
        {
            Override(context, wanted);
        }
        else if (preparation.Facts.FixedUsers is FixedUsers.Omit)
        {
            RemoveFixed(preparation, template, context);
        }
    }

    private static void Override(JsonDraftNode context, UserOverride wanted)
    {
        if (context.Member("runAsUser").AsInteger() == 0)
        {
            return;
        }

        if (wanted.Number is { } number)
        {
            context.Set("runAsUser", number);
            return;
        }

        foreach (var field in Numbers)
        {
            context.Remove(field);
        }
    }

    private static void RemoveFixed(Preparation preparation, ProfileContainer template, JsonDraftNode context)
    {
        var source = TemplatePath.Member(template.Container, "securityContext");
        foreach (var field in Numbers)
        {
            if (context.Member(field).AsInteger() is not (null or 0) && IsFixed(TemplatePath.Member(source, field), preparation))
            {
                context.Remove(field);
            }
        }
    }

    /// <summary>Whether only the profile chose the value, and neither an annotation nor the application did.</summary>
    private static bool IsFixed(TemplateNode? node, Preparation preparation) => node switch
    {
        TemplateNode.Literal => true,
        TemplateNode.When conditional => IsFixed(conditional.Body, preparation),
        TemplateNode.Variable { Reference: { Root: "params" } reference } => preparation.Binding.Parameters
            .Any(parameter => parameter.Parameter.Name == reference.Name && parameter.Origin is ParameterOrigin.Profile),
        _ => false,
    };
}
