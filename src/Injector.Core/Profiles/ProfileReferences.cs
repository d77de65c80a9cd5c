using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles;

/// <summary>Finds every variable that a profile refers to.</summary>
public static class ProfileReferences
{
    /// <summary>
    /// The variables, in the order of the profile's parts and with repetitions, except those of <see cref="Parameters.ProfileParameter.RequiredWhen"/>.
    /// </summary>
    /// <param name="profile">The profile.</param>
    public static IEnumerable<VariableReference> Of(SidecarProfile profile) =>
    [
        .. profile.Ports.SelectMany(port => Of(port.Preferred).Concat(Of(port.When))),
        .. profile.Volumes.SelectMany(volume => Of(volume.Definition).Concat(Of(volume.When))),
        .. profile.Files.SelectMany(file => Of(file.Content).Concat(Of(file.When))),
        .. profile.InitContainers.Concat(profile.Sidecars).SelectMany(container => Of(container.Container).Concat(Of(container.PositionTemplate)).Concat(Of(container.When))),
        .. Of(profile.Ambassador?.Settings),
        .. profile.Warnings.SelectMany(warning => Of(warning.Text).Concat(Of(warning.When))),
        .. Of(profile.Application.VolumeMounts),
        .. Of(profile.Application.Env),
        .. Of(profile.Pod.Annotations),
        .. Of(profile.Pod.Labels),
        .. Of(profile.Pod.ImagePullSecrets),
        .. Of(profile.Pod.TerminationGracePeriodSeconds),
    ];

    /// <summary>The variables that a part of a profile refers to, including those of its conditions.</summary>
    internal static IEnumerable<VariableReference> Of(TemplateNode? node) => node switch
    {
        TemplateNode.Variable variable => [variable.Reference],
        TemplateNode.Splice splice => [splice.Reference],
        TemplateNode.Text text => text.Segments.Select(segment => segment.Reference).OfType<VariableReference>(),
        TemplateNode.Object source => source.Members.SelectMany(member => Of(member.Value)),
        TemplateNode.Array source => source.Items.SelectMany(Of),
        TemplateNode.When conditional => conditional.Condition.References.Concat(Of(conditional.Body)),
        TemplateNode.WhenItems conditional => conditional.Condition.References.Concat(conditional.Items.SelectMany(Of)),
        TemplateNode.Each each => Of(each.Body).Append(each.Reference),
        _ => [],
    };

    private static IEnumerable<VariableReference> Of(Condition? condition) => condition?.References ?? [];
}
