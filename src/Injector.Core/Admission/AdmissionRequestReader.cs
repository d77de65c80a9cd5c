using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Admission;

/// <summary>Reads <c>request</c> of an <c>AdmissionReview</c>.</summary>
internal static class AdmissionRequestReader
{
    public static AdmissionRequestFields Read(ref JsonCursor cursor)
    {
        var request = new AdmissionRequestFields { Resource = "" };
        if (!cursor.EnterObject("request"))
        {
            return request;
        }

        request.IsPresent = true;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("object"u8))
            {
                ReadObject(ref cursor, ref request);
            }
            else if (cursor.NameIs("resource"u8))
            {
                request.Resource = ReadResource(ref cursor);
            }
            else
            {
                ReadScalar(ref cursor, ref request);
            }
        }

        return request;
    }

    private static void ReadObject(ref JsonCursor cursor, ref AdmissionRequestFields request)
    {
        request.Pod = null;
        if (cursor.IsNull)
        {
            request.Object = default;
        }
        else if (request.Resource == AdmissionReview.Pods && request.SubResource.IsEmpty && request.Operation.Is("CREATE"u8))
        {
            request.Pod = PodReader.Read(ref cursor);
        }
        else
        {
            request.Object = cursor.Slice();
        }
    }

    private static void ReadScalar(ref JsonCursor cursor, ref AdmissionRequestFields request)
    {
        if (cursor.NameIs("uid"u8))
        {
            request.Uid = cursor.Text("request.uid");
        }
        else if (cursor.NameIs("operation"u8))
        {
            request.Operation = cursor.Text("request.operation");
        }
        else if (cursor.NameIs("subResource"u8))
        {
            request.SubResource = cursor.Text("request.subResource");
        }
        else if (cursor.NameIs("namespace"u8))
        {
            request.Namespace = cursor.Text("request.namespace");
        }
        else if (cursor.NameIs("name"u8))
        {
            request.Name = cursor.Text("request.name");
        }
        else if (cursor.NameIs("dryRun"u8))
        {
            request.DryRun = cursor.Boolean("request.dryRun");
        }
        else
        {
            cursor.Skip();
        }
    }

    private static string ReadResource(ref JsonCursor cursor)
    {
        if (!cursor.EnterObject("request.resource"))
        {
            return "";
        }

        Utf8Text group = default, version = default, resource = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("group"u8))
            {
                group = cursor.Text("request.resource.group");
            }
            else if (cursor.NameIs("version"u8))
            {
                version = cursor.Text("request.resource.version");
            }
            else if (cursor.NameIs("resource"u8))
            {
                resource = cursor.Text("request.resource.resource");
            }
            else
            {
                cursor.Skip();
            }
        }

        return group.IsEmpty && version.Is("v1"u8) && resource.Is("pods"u8)
            ? AdmissionReview.Pods
            : $"{group}/{version}/{resource}";
    }
}
