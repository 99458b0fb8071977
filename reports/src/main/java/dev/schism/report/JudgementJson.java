// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Judgement;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.Verdict;
import java.util.List;

/** Writes what the rule book says about a divergence as JSON. */
final class JudgementJson {

    private JudgementJson() {}

    static void write(ObjectNode node, Judgement judgement) {
        Blame blame = judgement.blame();
        node.put("profile", judgement.profile().key());
        ArrayNode overridden = node.putArray("overridden");
        judgement.overridden().stream().sorted().forEach(overridden::add);
        node.put("blame", blame.party().name());
        node.put("decided", blame.party().isDecided());
        node.put("severity", blame.severity().name());
        node.put("recommendation", blame.isRecommendation());
        blame.deciding().map(Verdict::rule).ifPresent(rule -> rule(node.putObject("rule"), rule));
        blame.ofReference().ifPresent(verdict -> verdict(node.putObject("referenceVerdict"), verdict));
        blame.ofTarget().ifPresent(verdict -> verdict(node.putObject("targetVerdict"), verdict));
        verdicts(node.putArray("referenceVerdicts"), judgement.reference());
        verdicts(node.putArray("targetVerdicts"), judgement.target());
    }

    private static void rule(ObjectNode node, Rule rule) {
        node.put("id", rule.id());
        node.put("level", rule.level().name());
        node.put("section", rule.section());
        node.put("requirement", rule.requirement());
    }

    private static void verdicts(ArrayNode node, List<Verdict> verdicts) {
        verdicts.forEach(verdict -> verdict(node.addObject(), verdict));
    }

    private static void verdict(ObjectNode node, Verdict verdict) {
        node.put("rule", verdict.rule().id());
        node.put("result", verdict.result().name());
        node.put("ground", verdict.ground().name());
        node.put("request", verdict.message() + 1);
        node.put("offset", verdict.offset());
        node.put("excerpt", verdict.excerpt());
        node.put("expected", verdict.expected());
        node.put("actual", verdict.actual());
        node.put("note", verdict.note());
    }
}
