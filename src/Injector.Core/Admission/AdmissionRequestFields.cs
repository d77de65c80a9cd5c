using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Admission;

/// <summary>The fields read from <c>request</c> before it is known whether it can be answered. Lives on the reader's stack.</summary>
internal struct AdmissionRequestFields
{
    public bool IsPresent;
    public Utf8Text Uid;
    public Utf8Text Operation;
    public Utf8Text SubResource;
    public Utf8Text Namespace;
    public Utf8Text Name;
    public string Resource;
    public bool DryRun;
    public ReadOnlyMemory<byte> Object;
    public PodView? Pod;
}
