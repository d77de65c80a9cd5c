namespace Injector.Core.Pods;

/// <summary>
/// The API server's limit for annotations: keys and values of one object together, in bytes (<c>TotalAnnotationSizeLimitB</c> in
/// <c>k8s.io/apimachinery/pkg/api/validation/objectmeta.go</c>).
/// </summary>
internal static class AnnotationLimit
{
    public const int MaxBytes = 256 * 1024;

    /// <summary>The size of a pod's annotations as the API server counts it.</summary>
    public static long Size(TextMap annotations)
    {
        var bytes = 0L;
        foreach (var (key, value) in annotations.Entries)
        {
            bytes += key.Bytes.Length + value.Bytes.Length;
        }

        return bytes;
    }
}
