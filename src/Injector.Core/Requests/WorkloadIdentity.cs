
namespace Injector.Core.Requests;

/// <summary>Determines the workload of a pod from the pod alone: no lookup is needed, so none can fail.</summary>
internal static class WorkloadIdentity
{
    /// <summary>Digits that a CronJob appends to its Jobs' names: minutes since 1970.</summary>
    private const int CronJobDigits = 8;

    public static (string Kind, string Name) Of(InjectionRequest request)
    {
        if (request.Workload is { } workload)
        {
            return (workload.Kind, workload.Name);
        }

        var pod = request.Pod;
        if (pod.Controller is not { } owner)
        {
            return ("Pod", pod.Name.IsEmpty ? pod.GenerateName.ToString().TrimEnd('-') : pod.Name.ToString());
        }

        var name = owner.Name.ToString();
        if (owner.Kind.Is("ReplicaSet"u8) && pod.Labels.TryGet("pod-template-hash", out var hash) && $"-{hash}" is var suffix && name.EndsWith(suffix, StringComparison.Ordinal))
        {
            return ("Deployment", name[..^suffix.Length]);
        }

        return owner.Kind.Is("Job"u8) && CronJobOf(name) is { } cronJob
            ? ("CronJob", cronJob)
            : (owner.Kind.ToString(), name);
    }

    private static string? CronJobOf(string job)
    {
        var dash = job.LastIndexOf('-');
        var digits = job.AsSpan(dash + 1);
        return dash > 0 && digits.Length is >= CronJobDigits and <= CronJobDigits + 2 && !digits.ContainsAnyExceptInRange('0', '9')
            ? job[..dash]
            : null;
    }
}
