using Injector.Diagnostics.Facts;

namespace Injector.Diagnostics.Survey;

/// <summary>Reads the webhook configurations.</summary>
internal sealed class WebhookSurvey(ResourceReader reader, CheckScope scope)
{
    private const string Group = "/apis/admissionregistration.k8s.io/v1";
    private const string MutatingPlural = "mutatingwebhookconfigurations";
    private const string ValidatingPlural = "validatingwebhookconfigurations";

    /// <summary>Reads everything.</summary>
    public async Task<ClusterFacts> ReadAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        facts = await ReadMutatingAsync(facts, cancellation);
        var all = await reader.ListAsync(
            new Right("list", MutatingPlural),
            configuration => WebhookConfiguration.Read(WebhookConfiguration.Mutating, configuration),
            cancellation,
            $"{Group}/{MutatingPlural}");
        return facts with { AllMutating = all, Validating = await GetAsync(WebhookConfiguration.Validating, ValidatingPlural, cancellation) };
    }

    /// <summary>Reads the configuration that pods go through, and determines Injector's own namespace.</summary>
    public async Task<ClusterFacts> ReadMutatingAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        var mutating = await GetAsync(WebhookConfiguration.Mutating, MutatingPlural, cancellation);
        var service = mutating.Known?.Entries.Select(entry => entry.Service).OfType<ServiceReference>().FirstOrDefault();
        return facts with { Mutating = mutating, OwnNamespace = service?.Namespace ?? scope.OwnNamespace };
    }

    private Task<Reading<WebhookConfiguration>> GetAsync(string kind, string plural, CancellationToken cancellation) => reader.GetAsync(
        $"{Group}/{plural}/{scope.Configuration}",
        new Right("get", plural, Name: scope.Configuration),
        configuration => WebhookConfiguration.Read(kind, configuration),
        cancellation);
}
