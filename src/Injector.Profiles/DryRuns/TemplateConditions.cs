using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;

namespace Injector.Profiles.DryRuns;

/// <summary>Finds the conditions of a profile, each together with the conditions that enclose it.</summary>
internal static class TemplateConditions
{
    /// <summary>The distinct conditions, in the order of the profile's parts.</summary>
    internal static IEnumerable<Condition> Of(SidecarProfile profile)
    {
        (Condition? When, TemplateNode? Body)[] parts =
        [
            .. profile.Ports.Select(port => (port.When, (TemplateNode?)port.Preferred)),
            .. profile.Volumes.Select(volume => (volume.When, (TemplateNode?)volume.Definition)),
            .. profile.Files.Select(file => (file.When, file.Content)),
            .. profile.InitContainers.Concat(profile.Sidecars).Select(container => (container.When, (TemplateNode?)container.Container)),
            .. profile.Warnings.Select(warning => (warning.When, (TemplateNode?)warning.Text)),
            (null, profile.Application.VolumeMounts),
            (null, profile.Application.Env),
            (null, profile.Pod.Annotations),
            (null, profile.Pod.Labels),
            (null, profile.Pod.ImagePullSecrets),
            (null, profile.Pod.TerminationGracePeriodSeconds),
        ];
        return parts.SelectMany(part => Within(part.When, part.Body)).Distinct(ReferenceEqualityComparer.Instance).Cast<Condition>();
    }

    private static IEnumerable<Condition> Within(Condition? around, TemplateNode? node)
    {
        IEnumerable<Condition> here = around is null ? [] : [around];
        return here.Concat(node is null ? [] : Below(around, node));
    }

    private static IEnumerable<Condition> Below(Condition? around, TemplateNode node) => node switch
    {
        TemplateNode.When conditional => Within(Join(around, conditional.Condition), conditional.Body),
        TemplateNode.WhenItems conditional => Within(Join(around, conditional.Condition), new TemplateNode.Array(conditional.Items)),
        TemplateNode.Each each => Within(Join(around, new Condition.IsSet(each.Reference)), each.Body),
        TemplateNode.Object source => source.Members.SelectMany(member => Below(around, member.Value)),
        TemplateNode.Array source => source.Items.SelectMany(item => Below(around, item)),
        _ => [],
    };

    private static Condition Join(Condition? around, Condition inner) => around is null ? inner : new Condition.All([around, inner]);
}
