namespace Injector.Testing.ControlPlane;

/// <summary>
/// Decides whether a test that needs a control plane is skipped. With <c>CI=true</c> a missing control plane never skips:
/// the test runs and fails, so that no one takes the silence for success.
/// </summary>
internal static class ControlPlaneRequirement
{
    /// <summary>The reason to skip, or <see langword="null"/> to run.</summary>
    public static string? SkipReason(string? minimumServerVersion)
    {
        var assets = ControlPlaneAssets.Find();
        var isContinuousIntegration =
            string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        return SkipReason(assets is not null, () => assets!.ServerVersion, minimumServerVersion, isContinuousIntegration);
    }

    internal static string? SkipReason(
        bool isPresent, Func<Version> serverVersion, string? minimumServerVersion, bool isContinuousIntegration)
    {
        if (!isPresent)
        {
            return isContinuousIntegration ? null : ControlPlaneAssets.HowToProvision;
        }

        return minimumServerVersion is not null && serverVersion() < Version.Parse(minimumServerVersion)
            ? $"needs Kubernetes {minimumServerVersion}, this control plane is {serverVersion()}: point KUBEBUILDER_ASSETS at a newer one"
            : null;
    }
}
