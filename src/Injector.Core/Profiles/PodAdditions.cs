using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles;

/// <summary>What a profile adds to the pod itself; existing keys are never changed.</summary>
/// <param name="Annotations">Object of annotations; <see langword="null"/> when there are none.</param>
/// <param name="Labels">Object of labels; <see langword="null"/> when there are none.</param>
/// <param name="ImagePullSecrets">Array of secret references; <see langword="null"/> when there are none.</param>
public sealed record PodAdditions(TemplateNode? Annotations, TemplateNode? Labels, TemplateNode? ImagePullSecrets)
{
    /// <summary>Nothing is added.</summary>
    public static PodAdditions None { get; } = new(null, null, null);

    /// <summary>
    /// The termination grace period that the profile needs, in seconds: a number or a variable. A shorter period of the pod is raised to it.
    /// <see langword="null"/> when the default period is enough.
    /// </summary>
    public TemplateNode? TerminationGracePeriodSeconds { get; init; }
}
