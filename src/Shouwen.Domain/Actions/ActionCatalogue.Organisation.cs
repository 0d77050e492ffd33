using static Shouwen.Domain.Actions.FieldKind;

namespace Shouwen.Domain.Actions;

// Units, people, posts and delegates, and the files that the server runs on: one journal for the institution.
public static partial class ActionCatalogue
{
    private static ActionType[] Organising() =>
    [
        new ActionType("load-files", "读入配置文件", "FilesLoaded", [Groups("files", "文件", Text("file", "文件").Required, Text("hash", "版本").Required, Text("was", "原版本")).Required])
            { Aggregate = AggregateKind.Organisation, Opens = true, MayRepeat = true, IsSystemOnly = true, AllowedAfterEnd = true },
        .. ForOperator(
            new("issue-key", "发放接口密钥", "KeyIssued",
                [Text("name", "名称").Required, Text("acts-as", "以谁的身份").Required, Texts("scopes", "范围").Required, Text("channel", "渠道"), new FieldType("until", "有效至", Moment).Required]),
            new("revoke-key", "作废接口密钥", "KeyRevoked", [Text("name", "名称").Required])),
        .. ForOrganisation(
            new("open-unit", "新设单位", "UnitOpened",
                [Text("id", "编号").Required, Text("name", "名称").Required, Choice("kind", "类型", Vocabulary.UnitKinds).Required, new FieldType("parent", "上级单位", Unit).Required, Text("phone", "电话"), Text("address", "地址")]),
            new("change-unit", "变更单位", "UnitChanged",
                [new FieldType("unit", "单位", Unit).Required, Text("name", "新名称"), new("parent", "新的上级单位", Unit), Text("phone", "电话"), Text("address", "地址")]),
            new("close-unit", "撤并单位", "UnitClosed", [new FieldType("unit", "单位", Unit).Required, new("into", "并入", Unit)]),
            new("name-person", "指定专人", "PersonNamed", [new FieldType("unit", "单位", Unit).Required, Text("duty", "职责").Required, new FieldType("person", "人员", Person).Required]),
            new("add-person", "新增人员", "PersonAdded",
            [
                Text("name", "姓名").Required.Sealed, Text("id", "账号（登录用，如 li-ming）").Required, Text("staff-number", "工号"), Text("phone", "电话").Sealed, Text("title", "职务（不填则同岗位）"), new FieldType("post", "岗位", FieldKind.Post).Required,
                new FieldType("unit", "单位", Unit).Required, new("until", "任职至", Deadline),
            ]),
            new("change-person", "变更人员资料", "PersonChanged", [new FieldType("person", "人员", Person).Required, Text("name", "姓名").Sealed, Text("staff-number", "工号"), Text("phone", "电话").Sealed, Text("title", "职务")]),
            new("grant-post", "任职", "PostGranted", [new FieldType("person", "人员", Person).Required, new FieldType("post", "岗位", FieldKind.Post).Required, new FieldType("unit", "单位", Unit).Required, new("until", "任职至", Deadline)]),
            new("end-post", "免职", "PostEnded", [new FieldType("person", "人员", Person).Required, new FieldType("post", "岗位", FieldKind.Post).Required, new FieldType("unit", "单位", Unit).Required]),
            new("appoint-delegate", "委托代理", "DelegateAppointed", [new FieldType("person", "代理谁", Person).Required, new FieldType("by", "由谁代理", Person).Required, new FieldType("until", "代理至", Deadline).Required]),
            new("end-delegate", "结束代理", "DelegateEnded", [new FieldType("person", "代理谁", Person).Required, new FieldType("by", "由谁代理", Person).Required]),
            new("invite-person", "开通或重置登录", "PersonInvited", [new FieldType("person", "人员", Person).Required, Flag("forget-factors", "第二步验证也清除（手机和恢复码都丢了）")]),
            new("suspend-account", "停用登录", "AccountSuspended", [new FieldType("person", "人员", Person).Required]),
            new("resume-account", "恢复登录", "AccountResumed", [new FieldType("person", "人员", Person).Required]),
            new("resend-message", "重发消息", "MessageResent", [Text("message", "消息编号").Required]),
            new("import-organisation", "导入机构人员", "OrganisationImported",
            [
                Groups("units", "单位", Text("id", "编号").Required, Text("name", "名称").Required, Choice("kind", "类型", Vocabulary.UnitKinds).Required, Text("parent", "上级单位").Required, Text("phone", "电话"), Text("address", "地址")),
                Groups("persons", "人员", Text("name", "姓名").Required.Sealed, Text("id", "账号").Required, Text("staff-number", "工号"), Text("phone", "电话").Sealed, Text("title", "职务"), Text("post", "岗位").Required, Text("unit", "单位").Required),
            ])),
    ];

    // Each counts from a moment, and says why.
    private static IEnumerable<ActionType> ForOrganisation(params ActionType[] actions) => actions.Select(action => action with
    {
        Fields = [.. action.Fields, new("from", "自何时起", Moment), LongText("reason", "理由").Required],
        Aggregate = AggregateKind.Organisation,
        Entitlement = Entitlement.Administers,
        AllowedAfterEnd = true,
    });

    // Done on the server's command line, by whoever operates the machine; no post is granted them.
    private static IEnumerable<ActionType> ForOperator(params ActionType[] actions) => actions.Select(action => action with
    {
        Fields = [.. action.Fields, LongText("reason", "理由").Required],
        Aggregate = AggregateKind.Organisation,
        IsSystemOnly = true,
        AllowedAfterEnd = true,
    });
}
